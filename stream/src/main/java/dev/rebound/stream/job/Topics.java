package dev.rebound.stream.job;

import dev.rebound.stream.fold.Output;
import dev.rebound.stream.read.Form;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The names of the topics: {@code <prefix>.<what>}, for example {@code rebound.seen}.
 *
 * @param prefix what all of them begin with
 */
public record Topics(String prefix) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Topics of this job's input, and what is in each. */
    public List<String> inputs() {
        List<String> names = new ArrayList<>();
        for (Form form : Form.values()) {
            names.add(of(form));
        }
        return names;
    }

    /** The topic whose records have this form. */
    public String of(Form form) {
        return name(form);
    }

    /** The topic of this output. */
    public String of(Output output) {
        return name(output);
    }

    /** Which installation has which number; they write and read it, the job does not. */
    public String installations() {
        return prefix + ".installations";
    }

    private String name(Enum<?> what) {
        return prefix + "." + what.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
