package dev.rebound.store.database;

import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;

/** Has Jdbi take a database's own form of a statement, before it does with it what it always does. */
record DialectTemplates(Dialect dialect, TemplateEngine behind) implements TemplateEngine {

    @Override
    public String render(String template, StatementContext context) {
        return behind.render(dialect.of(template), context);
    }

    @Override
    public Optional<Function<StatementContext, String>> parse(String template, ConfigRegistry config) {
        return behind.parse(dialect.of(template), config);
    }
}
