package dev.rebound.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Makes temporary folders of tests {@linkplain FreshFolder fresh data folders}: {@code @TempDir(factory = FreshFolders.class)}. */
public final class FreshFolders implements TempDirFactory {

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
        return FreshFolder.at(Files.createTempDirectory("rebound-data"));
    }
}
