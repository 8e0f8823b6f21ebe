package dev.rebound.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The Java sources as the JDK's own compiler parses them: no guessing at where a method ends. Parsing alone needs no
 * class path and no types, and takes the whole checkout a second or two.
 */
final class Sources {

    private final List<SourceFile> files;
    private final List<Method> methods;

    private Sources(List<SourceFile> files, List<Method> methods) {
        this.files = files;
        this.methods = methods;
    }

    /**
     * @param path where it lies
     * @param unit its tree
     * @param lines how many lines it has
     */
    record SourceFile(Path path, CompilationUnitTree unit, long lines) {

        boolean isTest() {
            return Checkout.shown(path).contains("src/test/");
        }

        String name() {
            return String.valueOf(path.getFileName());
        }

        /** The types declared at the top of the file. */
        List<ClassTree> types() {
            return unit.getTypeDecls().stream()
                    .filter(ClassTree.class::isInstance)
                    .map(ClassTree.class::cast)
                    .toList();
        }
    }

    /**
     * @param file where it stands
     * @param tree the method or constructor
     * @param ofRecord whether it belongs to a record, whose canonical constructor takes what the record holds
     * @param lines from its first line, annotations included and Javadoc not, to its closing brace
     */
    record Method(SourceFile file, MethodTree tree, boolean ofRecord, long lines) {

        int parameters() {
            boolean canonical = ofRecord && tree.getName().contentEquals("<init>");
            return canonical ? 0 : tree.getParameters().size();
        }

        String shown() {
            return Checkout.shown(file.path()) + " " + tree.getName();
        }
    }

    List<SourceFile> files() {
        return files;
    }

    List<Method> methods() {
        return methods;
    }

    static Sources read(List<Path> paths) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<File> sources = paths.stream().map(Path::toFile).toList();
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromFiles(sources));
            List<SourceFile> files = new ArrayList<>();
            List<Method> methods = new ArrayList<>();
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                Path path = Path.of(unit.getSourceFile().toUri());
                long length = unit.getSourceFile()
                        .getCharContent(true)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
                SourceFile file = new SourceFile(path, unit, length);
                files.add(file);
                new MethodCollector(file, positions, methods).scan(unit, null);
            }
            return new Sources(files, methods);
        } catch (IOException e) {
            throw new UncheckedIOException("parsing the sources", e);
        }
    }

    private static final class MethodCollector extends TreePathScanner<Void, Void> {

        private final SourceFile file;
        private final SourcePositions positions;
        private final List<Method> found;

        MethodCollector(SourceFile file, SourcePositions positions, List<Method> found) {
            this.file = file;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            long lines = line(positions.getEndPosition(file.unit(), method))
                    - line(positions.getStartPosition(file.unit(), method))
                    + 1;
            boolean ofRecord = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
            found.add(new Method(file, method, ofRecord, lines));
            return super.visitMethod(method, null);
        }

        private long line(long position) {
            return file.unit().getLineMap().getLineNumber(position);
        }
    }

    /** Whether this is the name of an annotation on a method or type, as it is written there. */
    static boolean isAnnotated(List<? extends Tree> annotations, String... names) {
        return annotations.stream().map(Object::toString).anyMatch(text -> {
            for (String name : names) {
                if (text.equals("@" + name) || text.startsWith("@" + name + "(")) {
                    return true;
                }
            }
            return false;
        });
    }
}
