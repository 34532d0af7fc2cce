package dev.kith.deploy;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Reads settings, their defaults and their Javadoc from the source of interfaces with {@code @ConfigMapping}. */
final class ConfigurationSource {

    /** A setting; its default may be {@code null}. */
    record Setting(String name, String defaultValue, String meaning) {

        /** As an environment variable. */
        String variable() {
            return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        }
    }

    private final DocTrees documentation;
    private final CompilationUnitTree unit;
    private final Map<String, ClassTree> nested;

    private ConfigurationSource(DocTrees documentation, CompilationUnitTree unit, ClassTree root) {
        this.documentation = documentation;
        this.unit = unit;
        this.nested = root.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .collect(Collectors.toMap(type -> type.getSimpleName().toString(), Function.identity()));
    }

    static List<Setting> settings(List<Path> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, null, null);
        var mapped = sources.stream()
                .filter(source -> Repository.read(source).contains("@ConfigMapping("))
                .toList();
        var task =
                (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(mapped));
        var documentation = DocTrees.instance(task);
        try {
            return Stream.of(task.parse())
                    .flatMap(units -> toStream(units))
                    .flatMap(unit -> unit.getTypeDecls().stream()
                            .map(ClassTree.class::cast)
                            .flatMap(type -> new ConfigurationSource(documentation, unit, type)
                                    .settings(
                                            type,
                                            annotation(type.getModifiers().getAnnotations(), "ConfigMapping")
                                                    .orElseThrow())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<CompilationUnitTree> toStream(Iterable<? extends CompilationUnitTree> units) {
        Stream.Builder<CompilationUnitTree> stream = Stream.builder();
        units.forEach(stream::add);
        return stream.build();
    }

    private Stream<Setting> settings(ClassTree type, String prefix) {
        return type.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .filter(method -> method.getBody() == null)
                .flatMap(method -> settings(method, prefix));
    }

    private Stream<Setting> settings(MethodTree method, String prefix) {
        var annotations = method.getModifiers().getAnnotations();
        String name = prefix + "."
                + annotation(annotations, "WithName")
                        .orElseGet(() -> kebab(method.getName().toString()));
        ClassTree group = nested.get(method.getReturnType().toString());
        return group != null
                ? settings(group, name)
                : Stream.of(
                        new Setting(name, annotation(annotations, "WithDefault").orElse(null), meaning(method)));
    }

    private String meaning(MethodTree method) {
        String comment = documentation.getDocComment(TreePath.getPath(unit, method));
        return comment == null ? "" : comment.strip().replaceAll("\\s+", " ").replaceAll("\\{@code ([^}]*)}", "`$1`");
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Optional<String> annotation(List<? extends AnnotationTree> annotations, String type) {
        return annotations.stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(type))
                .map(annotation -> literal(annotation.getArguments().get(0)))
                .findFirst();
    }

    private static String literal(ExpressionTree argument) {
        ExpressionTree value = argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
        return String.valueOf(((LiteralTree) value).getValue());
    }
}
