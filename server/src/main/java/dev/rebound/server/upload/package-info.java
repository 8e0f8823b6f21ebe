/**
 * Files that people hand in and that are read after the request that brought them: copied to disk, bounded, forgotten when
 * they have been read. Must not know what is in them. Start at {@link dev.rebound.server.upload.UploadFolder}.
 */
@NullMarked
package dev.rebound.server.upload;

import org.jspecify.annotations.NullMarked;
