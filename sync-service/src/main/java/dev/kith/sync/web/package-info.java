/** The dashboard: pages for people over the operations that programs use. */
package dev.kith.sync.web;
