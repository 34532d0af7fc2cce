/**
 * The HTTP surface: the envelope of every answer, the errors, and the resources, which are thin twins over the operations
 * in {@code tool} and the contacts in {@code crm}.
 */
package dev.kith.sync.api;
