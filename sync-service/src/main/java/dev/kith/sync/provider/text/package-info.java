/** Text of unknown origin: encodings nobody declared, line ends of every kind. */
package dev.kith.sync.provider.text;
