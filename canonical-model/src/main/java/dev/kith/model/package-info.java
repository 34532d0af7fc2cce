/** The canonical contact model: what every source is mapped into, and the batches that carry it through the log. */
package dev.kith.model;
