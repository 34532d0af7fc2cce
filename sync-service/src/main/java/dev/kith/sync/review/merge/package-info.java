/** Two contacts become one, and two again. */
package dev.kith.sync.review.merge;
