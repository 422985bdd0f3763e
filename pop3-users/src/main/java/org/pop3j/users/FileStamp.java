package org.pop3j.users;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** What changes when a file is written or replaced. */
record FileStamp(FileTime modified, long octets, Optional<Object> fileKey) {
    static FileStamp of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(
                attributes.lastModifiedTime(), attributes.size(), Optional.ofNullable(attributes.fileKey()));
    }
}
