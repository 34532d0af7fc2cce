/** Contacts for people and programs: how they are found, read and edited. What is written here is a local edit. */
package dev.kith.sync.crm;
