package dev.rebound.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of this checkout as a reader finds them: no build products, no version control. */
final class Checkout {

    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", ".vscode", "node_modules");

    private Checkout() {}

    /** The folder with the parent pom. */
    static Path root() {
        String root = System.getProperty("rebound.root");
        if (root == null) {
            throw new IllegalStateException("run through Maven, which sets rebound.root");
        }
        return Path.of(root).toAbsolutePath().normalize();
    }

    /** Every file whose name ends so, in a stable order. */
    static List<Path> files(String... endings) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(name(folder)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    for (String ending : endings) {
                        if (name(file).endsWith(ending)) {
                            found.add(file);
                            break;
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("reading the checkout", e);
        }
        return found.stream().sorted().toList();
    }

    /** The Java sources, tests among them. */
    static List<Path> javaSources() {
        return files(".java").stream().filter(f -> shown(f).contains("src/")).toList();
    }

    /** A path as it is named in a failure: relative to the root, with slashes. */
    static String shown(Path file) {
        return root().relativize(file).toString().replace('\\', '/');
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
