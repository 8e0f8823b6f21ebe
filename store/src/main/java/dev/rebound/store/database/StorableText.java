package dev.rebound.store.database;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** Has Jdbi bind texts as {@linkplain Dialect#storable PostgreSQL can keep them}. */
final class StorableText extends AbstractArgumentFactory<String> {

    StorableText() {
        super(Types.VARCHAR);
    }

    @Override
    protected Argument build(String value, ConfigRegistry config) {
        return (position, statement, context) -> statement.setString(position, Dialect.POSTGRESQL.storable(value));
    }
}
