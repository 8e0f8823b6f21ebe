package dev.rebound.server.policy;

import dev.rebound.core.policy.Policy;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.policy.PolicyChanges;
import dev.rebound.engine.policy.PolicyPreview;
import dev.rebound.engine.policy.PolicyVersion;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import java.util.List;
import java.util.Optional;

/** The table of what bounces do, what a change of it would do, and the changes so far. */
public final class PolicyPages implements Feature {

    private static final String PAGE = "/a/{account}/policy";

    private final PolicyChanges policies;

    PolicyPages(PolicyChanges policies) {
        this.policies = policies;
    }

    @Override
    public void register(Routes routes) {
        routes.get(PAGE, Access.to(Permission.VIEW), this::show)
                .post(PAGE + "/edit", Access.to(Permission.POLICY), visit -> show(visit, PolicyForm.of(visit)))
                .post(PAGE + "/preview", Access.to(Permission.POLICY), this::preview)
                .post(PAGE, Access.to(Permission.POLICY), this::change)
                .post(PAGE + "/undo", Access.to(Permission.POLICY), this::undo);
    }

    /** A policy that was chosen, with the name it has if it is a preset. */
    public record Line(PolicyVersion version, Optional<PolicyPreset> preset) {

        static Line of(PolicyVersion version) {
            return new Line(version, PolicyPreset.of(version.policy()));
        }
    }

    /**
     * What the page shows.
     *
     * @param current what is in force
     * @param versions the newest first
     */
    public record PolicyPage(PolicyForm form, Policy current, List<Line> versions) {

        /** The name of what is in force, if it has one. */
        public Optional<PolicyPreset> preset() {
            return PolicyPreset.of(current);
        }

        /** Whether the table shows another policy than the one in force. */
        public boolean isUnsaved() {
            return form.policy().filter(shown -> !shown.equals(current)).isPresent();
        }

        /** Whether the history is still being gone through. */
        public boolean isUnderWay() {
            return !versions.isEmpty() && !versions.getFirst().version().applied();
        }
    }

    /** What is asked before a policy is changed. */
    public record PolicyQuestion(PolicyForm form, PolicyPreview preview) {}

    private void show(Visit visit) {
        Policy current = policies.current(visit.account());
        show(
                visit,
                PolicyForm.of(visit.query("preset", PolicyPreset.class)
                        .map(preset -> new Policy(preset.policy().consequences(), current.heedsGlobal()))
                        .orElse(current)));
    }

    private void show(Visit visit, PolicyForm form) {
        visit.page(
                "policy/page.jte",
                new PolicyPage(
                        form,
                        policies.current(visit.account()),
                        policies.versions(visit.account()).stream()
                                .map(Line::of)
                                .toList()));
    }

    private void preview(Visit visit) {
        PolicyForm form = PolicyForm.of(visit);
        Optional<Policy> policy = form.policy();
        if (policy.isEmpty()) {
            visit.http().status(422);
            show(visit, form);
            return;
        }
        visit.page("policy/preview.jte", new PolicyQuestion(form, policies.preview(visit.account(), policy.get())));
    }

    private void change(Visit visit) {
        PolicyForm form = PolicyForm.of(visit);
        Optional<Policy> policy = form.policy();
        if (policy.isEmpty()) {
            visit.http().status(422);
            show(visit, form);
            return;
        }
        if (policy.get().equals(policies.current(visit.account()))) {
            visit.redirect(path(visit), "note.policy-same");
            return;
        }
        policies.change(visit.account(), policy.get(), visit.by());
        visit.redirect(path(visit), "note.policy-changed");
    }

    private void undo(Visit visit) {
        Optional<PolicyVersion> restored = visit.formNumber("version")
                .filter(number -> number <= Integer.MAX_VALUE)
                .flatMap(number -> policies.undo(visit.account(), number.intValue(), visit.by()));
        visit.redirect(path(visit), restored.isPresent() ? "note.policy-restored" : "note.policy-unknown");
    }

    private static String path(Visit visit) {
        return "/a/" + visit.account() + "/policy";
    }
}
