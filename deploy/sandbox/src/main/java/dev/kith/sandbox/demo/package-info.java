/** The invented people of the sandbox: two Google accounts and a Mac, the same ones at each start. */
package dev.kith.sandbox.demo;
