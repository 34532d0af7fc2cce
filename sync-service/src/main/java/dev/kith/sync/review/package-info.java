/** What waits for a person, and what happened: questions, activity, and what could not be applied. */
package dev.kith.sync.review;
