using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Policies.Admission;

/// <summary>What servers refuse is wrong, with its place; what they accept is right.</summary>
public class PolicyCheckTests
{
    private const string Constraints = """matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}""";

    private static string Validating(string spec, string constraints = Constraints) =>
        $"apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {{name: p}}\nspec:\n  {constraints}\n  {spec}\n";

    private static string Mutating(string spec, string constraints = Constraints) =>
        $"apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingAdmissionPolicy\nmetadata: {{name: p}}\nspec:\n  {constraints}\n  reinvocationPolicy: Never\n  {spec}\n";

    private static string Binding(string spec, string kind = "ValidatingAdmissionPolicyBinding") =>
        $"apiVersion: admissionregistration.k8s.io/v1\nkind: {kind}\nmetadata: {{name: b}}\nspec: {{{spec}}}\n";

    private static string Kyverno(string spec, string kind = "ValidatingPolicy") =>
        $"apiVersion: policies.kyverno.io/v1\nkind: {kind}\nmetadata: {{name: k}}\nspec:\n  {Constraints}\n  {spec}\n";

    private static string Template(string source) => $"""
        apiVersion: templates.gatekeeper.sh/v1
        kind: ConstraintTemplate
        metadata: {"{name: noroot}"}
        spec:
          crd: {"{spec: {names: {kind: NoRoot}}}"}
          targets:
          - target: admission.k8s.gatekeeper.sh
            code:
            - engine: K8sNativeValidation
              source: {source}
        """;

    private static string[] Errors(string yaml) => [.. Read(yaml).Errors.Select(e => e.Message)];

    private static AdmissionPolicySet Read(string yaml)
    {
        var errors = new List<DocumentError>();
        AdmissionPolicySet set = AdmissionPolicySet.Read(yaml, "policy.yaml", errors);
        Assert.That(errors, Is.Empty);
        return set;
    }

    [TestCase("validation: [{expression: 'true'}]", "did you mean 'validations'?")]
    [TestCase("validations: [{expresion: 'true'}]", "did you mean 'expression'?")]
    [TestCase("validations: [{expression: true}]", "must be a text")]
    [TestCase("validations: {expression: 'true'}", "must be a list")]
    [TestCase("validations: []", "at least one item")]
    [TestCase("validations: [{expression: ' '}]", "validations[0].expression: is required")]
    [TestCase("validations: [{expression: 'object.spec'}]", "must evaluate to bool but gives dyn")]
    [TestCase("validations: [{expression: '1'}]", "must evaluate to bool but gives int")]
    [TestCase("validations: [{expression: 'true', messageExpression: object.metadata.name}]", "must evaluate to string but gives dyn")]
    [TestCase("validations: [{expression: 'true', messageExpression: \"string(authorizer.path('/').check('get').allowed())\"}]",
        "undeclared reference to 'authorizer'")]
    [TestCase("validations: [{expression: 'true', message: \"a\\nb\"}]", "must not contain line breaks")]
    [TestCase("validations: [{expression: 'true', message: ' '}]", "must be non-empty")]
    [TestCase("validations: [{expression: 'true', reason: NotFound}]", "'NotFound' is not supported")]
    [TestCase("validations: [{expression: 'true'}]\n  failurePolicy: Warn", "'Warn' is not supported")]
    [TestCase("validations: [{expression: 'request.object.spec == null'}]", "undefined field 'object'")]
    [TestCase("validations: [{expression: 'request.uid == \"\"'}]", "undefined field 'uid'")]
    [TestCase("validations: [{expression: 'params.a == 1'}]", "undeclared reference to 'params'")]
    [TestCase("validations: [{expression: 'variables.a == 1'}]", "undeclared reference to 'variables'")]
    [TestCase("validations: [{expression: '[1].size() == 1 && variables.b'}]\n  variables: [{name: a, expression: 'true'}]", "undefined field 'b'")]
    [TestCase("validations: [{expression: 'variables.a == 1'}]\n  variables: [{name: a, expression: \"'x'\"}]", "no matching overload")]
    [TestCase("validations: [{expression: 'true'}]\n  variables: [{name: a, expression: variables.b}, {name: b, expression: '1'}]", "undefined field 'b'")]
    [TestCase("validations: [{expression: 'true'}]\n  variables: [{name: a-b, expression: '1'}]", "not a valid CEL identifier")]
    [TestCase("validations: [{expression: 'true'}]\n  variables: [{name: namespace, expression: '1'}]", "not a valid CEL identifier")]
    [TestCase("validations: [{expression: 'true'}]\n  matchConditions: [{name: a b, expression: 'true'}]", "alphanumeric")]
    [TestCase("validations: [{expression: 'true'}]\n  matchConditions: [{name: a, expression: 'true'}, {name: a, expression: 'true'}]", "twice")]
    [TestCase("validations: [{expression: 'true'}]\n  variables: [{name: a, expression: 'true'}]\n  matchConditions: [{name: a, expression: variables.a}]",
        "undeclared reference to 'variables'")]
    [TestCase("auditAnnotations: [{key: a, valueExpression: '1'}]", "string or null but gives int")]
    [TestCase("auditAnnotations: [{key: a b, valueExpression: \"'x'\"}]", "name part")]
    [TestCase("auditAnnotations: [{key: a, valueExpression: \"'x'\"}, {key: a, valueExpression: \"'x'\"}]", "twice")]
    [TestCase("validations: [{expression: 'true'}]\n  paramKind: {apiVersion: a/b/c, kind: Config Map}", "no API version")]
    [TestCase("validations: [{expression: 'true'}]\n  paramKind: {apiVersion: v1}", "paramKind.kind: is required")]
    [TestCase("validations: [{expression: \"['a', object.b].size() == 2\"}]", "expected type 'string' but found 'dyn'")]
    [TestCase("validations: [{expression: \"{'a': 1, 'b': object.b}.size() == 2\"}]", "expected type 'int' but found 'dyn'")]
    [TestCase("validations: [{expression: \"'%d'.format(['a']) == ''\"}]", "decimal clause")]
    [TestCase("validations: [{expression: \"'%s'.format(['a', 'b']) == ''\"}]", "too many arguments")]
    [TestCase("validations: [{expression: 'quantity(\"1\").sign() == 1'}]", "no matching overload for 'sign'")]
    [TestCase("validations: [{expression: 'object.data.`a-b` == 1'}]", "unsupported syntax")]
    [TestCase("validations: [{expression: \"jsonpatch.escapeKey('a') == 'a'\"}]", "undeclared reference")]
    [TestCase("validations: [{expression: \"'a'.reverse() == 'a'\"}]", "no matching overload")]
    public void Validating_policy_is_wrong(string spec, string message)
    {
        Assert.That(Errors(Validating(spec)), Has.Some.Contains(message));
    }

    [TestCase("", "spec.matchConstraints: is required")]
    [TestCase("matchConstraints: {}", "resourceRules: is required")]
    [TestCase("matchConstraints: {resourceRules: [{apiGroups: ['']}]}", "operations: is required")]
    [TestCase("matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [create], resources: [pods]}]}", "did you mean 'CREATE'?")]
    [TestCase("matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: ['*', CREATE], resources: [pods]}]}", "no other operations")]
    [TestCase("matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods/*, pods/status]}]}",
        "may not be")]
    [TestCase("matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: ['*', pods]}]}", "no other resources")]
    [TestCase("matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods], scope: Namespace}]}",
        "did you mean 'Namespaced'?")]
    [TestCase("matchConstraints: {matchPolicy: Loose, resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}",
        "'Loose' is not supported")]
    [TestCase("matchConstraints: {objectSelector: {matchExpressions: [{key: a, operator: In}]}, resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}", "values: is required")]
    [TestCase("matchConstraints: {objectSelector: {matchLabels: {a: 1}}, resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}", "must be a text")]
    public void Constraints_are_wrong(string constraints, string message)
    {
        Assert.That(Errors(Validating("validations: [{expression: 'true'}]", constraints)), Has.Some.Contains(message));
    }

    [TestCase("validations: [{expression: object.metadata.name == 'x'}]")]
    [TestCase("validations: [{expression: 'has(object.a) && variables.a'}]\n  variables: [{name: a, expression: 'object.b == 1'}]")]
    [TestCase("validations: [{expression: \"variables.a.exists(x, x == 1)\"}]\n  variables: [{name: a, expression: 'object.b'}, {name: c, expression: 'variables.a'}]")]
    [TestCase("validations: [{expression: variables.a.orValue(1) == 1}]\n  variables: [{name: a, expression: 'object.?b'}]")]
    [TestCase("validations: [{expression: 'true', message: ''}]")]
    [TestCase("auditAnnotations: [{key: a, valueExpression: 'null'}]")]
    [TestCase("paramKind: {apiVersion: v1, kind: ConfigMap}\n  validations: [{expression: params.data.a == 'b', messageExpression: string(params.data.a)}]")]
    [TestCase("validations: [{expression: \"request.userInfo.extra['a'][0] == 'x' && request.operation == 'CREATE' && !request.dryRun\"}]")]
    [TestCase("validations: [{expression: \"'%s %d'.format([object.a, object.b]) == ''\"}]")]
    [TestCase("validations: [{expression: 'sign(quantity(\"1\")) == 1'}]")]
    public void Validating_policy_is_right(string spec)
    {
        Assert.That(Errors(Validating(spec)), Is.Empty);
    }

    [Test]
    public void Policy_with_too_many_conditions_is_wrong()
    {
        string conditions = string.Join(", ", Enumerable.Range(0, 65).Select(i => $"{{name: c{i}, expression: 'true'}}"));

        Assert.That(Errors(Validating($"validations: [{{expression: 'true'}}]\n  matchConditions: [{conditions}]")), Has.Some.Contains("at most 64"));
    }

    [TestCase("mutations: []", "mutations: is required")]
    [TestCase("mutations: [{applyConfiguration: {expression: 'Object{}'}}]", "patchType: is required")]
    [TestCase("mutations: [{patchType: JSONPatch, applyConfiguration: {expression: 'Object{}'}}]", "jsonPatch: is required")]
    [TestCase("mutations: [{patchType: JSONPatch, jsonPatch: {expression: '[1]'}}]", "must evaluate to list(JSONPatch)")]
    [TestCase("mutations: [{patchType: ApplyConfiguration, applyConfiguration: {expression: '{\"a\": 1}'}}]", "must evaluate to Object")]
    [TestCase("mutations: [{patchType: ApplyConfiguration, applyConfiguration: {expression: 'Object{}'}}]\n  variables: [{name: a, expression: 'Object{}'}]",
        "undeclared reference to 'Object'")]
    public void Mutating_policy_is_wrong(string spec, string message)
    {
        Assert.That(Errors(Mutating(spec)), Has.Some.Contains(message));
    }

    [Test]
    public void Mutating_policy_cannot_change_what_is_deleted()
    {
        Assert.That(
            Errors(Mutating(
                "mutations: [{patchType: ApplyConfiguration, applyConfiguration: {expression: 'Object{}'}}]",
                Constraints.Replace("CREATE", "DELETE", StringComparison.Ordinal))),
            Has.Some.Contains("'DELETE' is not supported"));
    }

    [TestCase("mutations: [{patchType: ApplyConfiguration, applyConfiguration: {expression: 'Object{spec: Object.spec{a: 1}}'}}]")]
    [TestCase("mutations: [{patchType: JSONPatch, jsonPatch: {expression: \"[JSONPatch{op: 'add', path: '/a/' + jsonpatch.escapeKey('b/c'), value: variables.a}]\"}}]\n  variables: [{name: a, expression: '1'}]")]
    public void Mutating_policy_is_right(string spec)
    {
        Assert.That(Errors(Mutating(spec)), Is.Empty);
    }

    [TestCase("validationActions: [Deny]", "policyName: is required")]
    [TestCase("policyName: p", "validationActions: is required")]
    [TestCase("policyName: a b, validationActions: [Deny]", "RFC 1123 subdomain")]
    [TestCase("policyName: p, validationActions: [Block]", "'Block' is not supported")]
    [TestCase("policyName: p, validationActions: [Deny, Deny]", "twice")]
    [TestCase("policyName: p, validationActions: [Deny, Warn]", "both Deny and Warn")]
    [TestCase("policyName: p, validationActions: [Deny], paramRef: {name: a, selector: {}, parameterNotFoundAction: Deny}", "mutually exclusive")]
    [TestCase("policyName: p, validationActions: [Deny], paramRef: {parameterNotFoundAction: Deny}", "one of name or selector")]
    [TestCase("policyName: p, validationActions: [Deny], paramRef: {name: a}", "parameterNotFoundAction: is required")]
    [TestCase("policyname: p, validationActions: [Deny]", "did you mean 'policyName'?")]
    public void Binding_is_wrong(string spec, string message)
    {
        Assert.That(Errors(Binding(spec)), Has.Some.Contains(message));
    }

    [Test]
    public void Binding_of_a_policy_elsewhere_is_right()
    {
        AdmissionPolicySet set = Read(Binding("policyName: elsewhere, validationActions: [Deny, Audit]"));

        Assert.That(set.Errors.Concat(set.Warnings), Is.Empty);
        Assert.That(Read(Binding("policyName: p", "MutatingAdmissionPolicyBinding")).Errors, Is.Empty);
    }

    [Test]
    public void What_can_do_nothing_is_a_warning()
    {
        string policy = Validating(
            "validations: [{expression: 'true'}]\n  variables: [{name: a, expression: '1'}, {name: a, expression: '2'}]",
            Constraints.Replace("[pods]", "[Pod]", StringComparison.Ordinal));
        AdmissionPolicySet set = Read(policy + "---\n" + Binding("policyName: q, validationActions: [Deny]"));

        Assert.That(set.Errors, Is.Empty);
        Assert.That(
            set.Warnings.Select(w => w.Message),
            Has.Some.Contains("such as 'pods'").And.Some
                .Contains("there is no ValidatingAdmissionPolicy 'q' here (did you mean 'p'?)").And.Some
                .Contains("declared twice"));
    }

    [TestCase("validation: [{expression: 'true'}]", "did you mean 'validations'?")]
    [TestCase("validations: []", "validations: is required")]
    [TestCase("validations: [{expression: 'object.a'}]", "must evaluate to bool")]
    [TestCase("validations: [{expression: 'true'}]\n  validationActions: [Block]", "'Block' is not supported")]
    [TestCase("validations: [{expression: 'true'}]\n  evaluation: {mode: Cluster}", "'Cluster' is not supported")]
    [TestCase("validations: [{expression: 'variables.b'}]\n  variables: [{name: a, expression: '1'}]", "undefined field 'b'")]
    public void Policy_of_Kyverno_is_wrong(string spec, string message)
    {
        Assert.That(Errors(Kyverno(spec)), Has.Some.Contains(message));
    }

    [Test]
    public void Policy_of_Kyverno_may_mix_values_of_any_type()
    {
        Assert.That(Errors(Kyverno("validations: [{expression: \"['a', object.b].size() == 2\", message: \"a\\nb\"}]")), Is.Empty);
    }

    [Test]
    public void Rules_of_Kyverno_are_checked()
    {
        const string rules = "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: c}\nspec: {validationFailureAction: Deny, rules: [{name: r, validate: {cel: {expression: []}}}]}\n";

        Assert.That(
            Errors(rules),
            Has.Some.Contains("'Deny' is not supported").And.Some
                .Contains("rules[0].match: is required").And.Some
                .Contains("did you mean 'expressions'?"));
    }

    [Test]
    public void Exception_of_no_policy_is_a_warning()
    {
        const string exception = "apiVersion: policies.kyverno.io/v1\nkind: PolicyException\nmetadata: {name: e, namespace: n}\nspec: {policyRefs: [{name: other, kind: ValidatingPolicy}]}\n";

        Assert.That(Read(Kyverno("validations: [{expression: 'true'}]") + "---\n" + exception).Warnings, Has.Count.EqualTo(1));
        Assert.That(Errors(exception.Replace("kind: ValidatingPolicy}", "knd: x}", StringComparison.Ordinal)), Has.Some.Contains("did you mean 'kind'?"));
    }

    [TestCase("{validation: []}", "did you mean 'validations'?")]
    [TestCase("{validations: [{expression: '1'}]}", "must evaluate to bool but gives int")]
    [TestCase("{validations: [{expression: 'variables.other'}]}", "undefined field 'other'")]
    public void Template_of_Gatekeeper_is_wrong(string source, string message)
    {
        Assert.That(Errors(Template(source)), Has.Some.Contains(message));
    }

    [Test]
    public void Template_and_constraint_of_Gatekeeper_are_right()
    {
        string yaml = Template("{validations: [{expression: 'variables.anyObject.spec.a == variables.params.b'}]}");
        const string constraint = "\n---\napiVersion: constraints.gatekeeper.sh/v1beta1\nkind: NoRoot\nmetadata: {name: c}\nspec: {enforcementAction: deny, match: {kinds: [{apiGroups: [''], kinds: [Pod]}]}}\n";

        Assert.That(Errors(yaml + constraint), Is.Empty);
        Assert.That(Errors(yaml + constraint.Replace("deny", "block", StringComparison.Ordinal)), Has.Some.Contains("'block' is not supported"));
        Assert.That(Read(yaml + constraint.Replace("kind: NoRoot", "kind: NoRoots", StringComparison.Ordinal)).Warnings, Has.Count.EqualTo(1));
    }

    [TestCase(28, "semver('1.0.0').major() == 1", false)]
    [TestCase(33, "semver('1.0.0').major() == 1", true)]
    [TestCase(33, "[3, 1].sort() == [1, 3]", false)]
    [TestCase(34, "[3, 1].sort() == [1, 3]", true)]
    [TestCase(36, "[1].includes(1)", false)]
    [TestCase(37, "[1].includes(1)", true)]
    public void Libraries_are_those_of_the_version(int minor, string expression, bool isRight)
    {
        AdmissionPolicySet set = Read(Validating($"validations: [{{expression: \"{expression}\"}}]")).For(new KubernetesVersion(minor));

        Assert.That(set.Errors.Count == 0, Is.EqualTo(isRight));
    }

    [TestCase(36, AdmissionVerdict.Allowed)]
    [TestCase(37, AdmissionVerdict.Denied)]
    public void What_is_no_optional_is_given_back_by_orValue_before_v1_37(int minor, AdmissionVerdict verdict)
    {
        AdmissionPolicySet set = Read(Validating(
            "validations: [{expression: \"object.metadata.name.orValue('other') == 'web'\"}]")).For(new KubernetesVersion(minor));
        DocumentNode pod = new DocumentReader().Read("apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {}", "pod.yaml").Documents[0];

        AdmissionResult result = set.Evaluate(new AdmissionRequest(pod))[0];
        Assert.That(result.Verdict, Is.EqualTo(verdict), result.Error);
    }

    [TestCase("!has(oldObject.data)")]
    [TestCase("!has(object.metadata.name.first)")]
    [TestCase("!object.metadata.name.?first.hasValue()")]
    [TestCase("!has(object.spec.priority.of)")]
    [TestCase("!object.spec.priority[?'of'].hasValue()")]
    public void What_has_no_fields_lacks_every_field(string expression)
    {
        AdmissionPolicySet set = Read(Validating($"validations: [{{expression: \"{expression}\"}}]"));
        DocumentNode pod = new DocumentReader().Read("apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {priority: 1}", "pod.yaml").Documents[0];

        Assert.That(set.Evaluate(new AdmissionRequest(pod))[0].Verdict, Is.EqualTo(AdmissionVerdict.Allowed));
    }
}
