package dev.kith.sync.provider.file;

import dev.kith.sync.run.PushedPages;
import dev.kith.sync.tool.FileImport;

/** A file that was found to be readable: its pages first, and what reading them came to when they were read. */
interface OpenedFile extends FileImport.Reading {

    PushedPages pages();
}
