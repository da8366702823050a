using static ContainerSecurity.Policies.Admission.Checks.ObjectShape;

namespace ContainerSecurity.Policies.Admission.Checks;

/// <summary>The shapes of policies, bindings, exceptions and constraints, by group and kind.</summary>
internal static class PolicyShapes
{
    private static readonly ObjectShape Metadata = Of(
        ("name", Text), ("generateName", Text), ("namespace", Text), ("labels", TextMap), ("annotations", TextMap), ("finalizers", Texts),
        ("ownerReferences", Any), ("uid", Text), ("resourceVersion", Text), ("generation", Number), ("creationTimestamp", Any), ("deletionTimestamp", Any),
        ("deletionGracePeriodSeconds", Number), ("managedFields", Any), ("selfLink", Text));

    private static readonly ObjectShape Selector = Of(
        ("matchLabels", TextMap), ("matchExpressions", ListOf(Of(("key", Text), ("operator", Text), ("values", Texts)))));

    private static readonly ObjectShape Rule = Of(
        ("apiGroups", Texts), ("apiVersions", Texts), ("operations", Texts), ("resources", Texts), ("resourceNames", Texts), ("scope", Text));

    private static readonly ObjectShape MatchResources = Of(
        ("namespaceSelector", Selector),
        ("objectSelector", Selector),
        ("resourceRules", ListOf(Rule)),
        ("excludeResourceRules", ListOf(Rule)),
        ("matchPolicy", Text));

    private static readonly ObjectShape ParamKind = Of(("apiVersion", Text), ("kind", Text));
    private static readonly ObjectShape ParamRef = Of(("name", Text), ("namespace", Text), ("selector", Selector), ("parameterNotFoundAction", Text));
    private static readonly ObjectShape Named = ListOf(Of(("name", Text), ("expression", Text)));
    private static readonly ObjectShape Annotations = ListOf(Of(("key", Text), ("valueExpression", Text)));
    private static readonly ObjectShape Validations = ListOf(Of(("expression", Text), ("message", Text), ("messageExpression", Text), ("reason", Text)));
    private static readonly ObjectShape Expression = Of(("expression", Text));
    private static readonly ObjectShape Mutations = ListOf(Of(("patchType", Text), ("applyConfiguration", Expression), ("jsonPatch", Expression)));

    /// <summary>What all policies of the API server and of Kyverno's newer group have.</summary>
    private static readonly ObjectShape Common = Of(
        ("matchConstraints", MatchResources), ("matchConditions", Named), ("variables", Named), ("failurePolicy", Text));

    private static readonly ObjectShape Validating = Common.With(("validations", Validations), ("auditAnnotations", Annotations));
    private static readonly ObjectShape Mutating = Common.With(("mutations", Mutations), ("reinvocationPolicy", Text));

    private static readonly ObjectShape Autogen = Of(
        ("podControllers", Of(("controllers", Texts))),
        ("validatingAdmissionPolicy", Of(("enabled", Truth))),
        ("mutatingAdmissionPolicy", Of(("enabled", Truth))));

    private static readonly ObjectShape Evaluation = Of(
        ("mode", Text), ("admission", Of(("enabled", Truth))), ("background", Of(("enabled", Truth))), ("mutateExisting", Of(("enabled", Truth))));

    private static readonly ObjectShape KyvernoRule = Of(
        ("name", Text),
        ("context", Any),
        ("match", Any),
        ("exclude", Any),
        ("preconditions", Any),
        ("celPreconditions", Named),
        ("mutate", Any),
        ("generate", Any),
        ("verifyImages", Any), ("imageExtractors", Any), ("skipBackgroundRequests", Truth), ("reportProperties", Any),
        ("validate", Of(("message", Text), ("failureAction", Text), ("failureActionOverrides", Any), ("allowExistingViolations", Truth), ("pattern", Any),
            ("anyPattern", Any),
            ("deny", Any), ("foreach", Any), ("podSecurity", Any), ("manifests", Any), ("assert", Any),
            ("cel", Of(
                ("expressions", Validations),
                ("variables", Named),
                ("auditAnnotations", Annotations),
                ("paramKind", ParamKind),
                ("paramRef", ParamRef),
                ("generate", Truth))))));

    private static readonly ObjectShape Source = Of(
        ("validations", Validations), ("variables", Named), ("matchConditions", Named), ("failurePolicy", Text), ("generateVAP", Truth));

    private static readonly Dictionary<(string Group, string Kind), ObjectShape> Specs = new()
    {
        [(ValidatingAdmissionPolicyReader.Group, ValidatingAdmissionPolicyReader.Kind)] = Validating.With(("paramKind", ParamKind)),
        [(ValidatingAdmissionPolicyReader.Group, ValidatingAdmissionPolicyReader.BindingKind)] =
            Of(("policyName", Text), ("paramRef", ParamRef), ("matchResources", MatchResources), ("validationActions", Texts)),
        [(ValidatingAdmissionPolicyReader.Group, Admission.Mutations.MutatingPolicyReader.Kind)] = Mutating.With(("paramKind", ParamKind)),
        [(ValidatingAdmissionPolicyReader.Group, Admission.Mutations.MutatingPolicyReader.BindingKind)] =
            Of(("policyName", Text), ("paramRef", ParamRef), ("matchResources", MatchResources)),
        [(Kyverno.ValidatingPolicyReader.Group, "ValidatingPolicy")] = OfKyverno(Validating).With(("validationActions", Texts)),
        [(Kyverno.ValidatingPolicyReader.Group, "NamespacedValidatingPolicy")] = OfKyverno(Validating).With(("validationActions", Texts)),
        [(Kyverno.ValidatingPolicyReader.Group, "MutatingPolicy")] = OfKyverno(Mutating).With(("targetMatchConstraints", Any)),
        [(Kyverno.ValidatingPolicyReader.Group, Kyverno.PolicyExceptionReader.Kind)] = Of(
            ("policyRefs", ListOf(Of(("name", Text), ("kind", Text)))),
            ("matchConditions", Named),
            ("images", Texts),
            ("allowedValues", Texts),
            ("reportResult", Text)),
        [(Kyverno.ClusterPolicyReader.Group, "ClusterPolicy")] = OfRules(),
        [(Kyverno.ClusterPolicyReader.Group, "Policy")] = OfRules(),
        [(Kyverno.ClusterPolicyReader.Group, Kyverno.PolicyExceptionReader.Kind)] = Of(
            ("background", Truth),
            ("match", Any),
            ("conditions", Any),
            ("exceptions", ListOf(Of(("policyName", Text), ("ruleNames", Texts)))),
            ("podSecurity", Any)),
        [(Gatekeeper.ConstraintTemplateReader.Group, Gatekeeper.ConstraintTemplateReader.Kind)] = Of(
            ("crd", Of(("spec", Of(("names", Of(("kind", Text), ("shortNames", Texts))), ("validation", Any))))),
            ("targets", ListOf(Of(
                ("target", Text),
                ("rego", Text),
                ("libs", Texts),
                ("operations", Texts),
                ("code", ListOf(Of(("engine", Text), ("source", Any)))))))),
    };

    private static readonly ObjectShape Constraint = Of(
        ("enforcementAction", Text), ("scopedEnforcementActions", Any), ("parameters", Any),
        ("match", Of(("kinds", ListOf(Of(
            ("apiGroups", Texts),
            ("kinds", Texts)))), ("namespaces", Texts), ("excludedNamespaces", Texts), ("labelSelector", Selector),
            ("namespaceSelector", Selector), ("scope", Text), ("source", Text), ("name", Text))));

    /// <summary>What a Gatekeeper template holds for its engine of native validation.</summary>
    public static ObjectShape NativeValidation => Source;

    /// <summary>The shape of an object; null where nothing is known of its kind.</summary>
    public static ObjectShape? Find(string group, string kind) =>
        group == Gatekeeper.ConstraintTemplateReader.ConstraintGroup ? Object(Constraint)
        : Specs.TryGetValue((group, kind), out ObjectShape? spec) ? Object(spec) : null;

    private static ObjectShape Object(ObjectShape spec) => Of(("apiVersion", Text), ("kind", Text), ("metadata", Metadata), ("spec", spec), ("status", Any));

    private static ObjectShape OfKyverno(ObjectShape policy) =>
        policy.With(
            ("autogen", Autogen),
            ("evaluation", Evaluation),
            ("webhookConfiguration", Any),
            ("validationConfigurations", Any));

    private static ObjectShape OfRules() => Of(
        ("rules", ListOf(KyvernoRule)), ("admission", Truth), ("applyRules", Text), ("background", Truth), ("emitWarning", Truth), ("failurePolicy", Text),
        ("generateExisting", Truth),
        ("generateExistingOnPolicyUpdate", Truth),
        ("mutateExistingOnPolicyUpdate", Truth),
        ("schemaValidation", Truth),
        ("useServerSideApply", Truth),
        ("validationFailureAction", Text), ("validationFailureActionOverrides", Any), ("webhookConfiguration", Any), ("webhookTimeoutSeconds", Number));
}
