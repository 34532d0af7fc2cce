/** The operations as tools of the Model Context Protocol at {@code /mcp}: twins of the HTTP resources, with their answers. */
package dev.kith.sync.api.mcp;
