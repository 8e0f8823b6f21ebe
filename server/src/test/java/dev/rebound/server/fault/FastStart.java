package dev.rebound.server.fault;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Options by which hundreds of starts take half the time: what a first start has loaded and linked is kept in a cache
 * (JEP 483 and 514). The cache wants archives, so the folders of the class path are packed first.
 */
final class FastStart {

    private FastStart() {}

    /** Packs what has to be packed, lives one life to fill the cache, and gives the options to use it. */
    static List<String> options(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String classPath = packedClassPath(folder);
        Path cache = folder.resolve("start.aot");
        List<String> making = List.of("-Xlog:aot=off", "-XX:AOTCacheOutput=" + cache, "-cp", classPath);
        liveOnce(folder.resolve("first-start"), making);
        return List.of("-Xlog:aot=off", "-XX:AOTCache=" + cache, "-cp", classPath);
    }

    /** The class path of this process as it is. */
    static List<String> none() {
        return List.of("-cp", classPath());
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** One life with a little of everything in it, that ends well. */
    private static void liveOnce(Path folder, List<String> javaOptions) throws IOException, InterruptedException {
        try (Scene scene = Scene.open(folder, 1);
                KilledProcess process = scene.start(javaOptions)) {
            process.awaitReady();
            scene.orders().placeNext(process);
            scene.await("a report", process, () -> scene.sink().deliveries().noticesSent() > 0);
            process.stop();
        }
    }

    private static String packedClassPath(Path folder) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath().split(File.pathSeparator, -1)) {
            Path file = Path.of(entry);
            entries.add(
                    Files.isDirectory(file) ? pack(file, folder.resolve("classes-" + entries.size() + ".jar")) : entry);
        }
        return String.join(File.pathSeparator, entries);
    }

    private static String pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            packed.setLevel(0);
            // With the folders themselves: whoever looks for all files of a folder asks for it first.
            for (Path file : files.filter(file -> !file.equals(classes)).toList()) {
                boolean folder = Files.isDirectory(file);
                packed.putNextEntry(new JarEntry(classes.relativize(file) + (folder ? "/" : "")));
                if (!folder) {
                    Files.copy(file, packed);
                }
                packed.closeEntry();
            }
        }
        return jar.toString();
    }
}
