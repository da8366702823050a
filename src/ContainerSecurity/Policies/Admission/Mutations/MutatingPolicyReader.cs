using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission.Kyverno;

namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>Reads MutatingAdmissionPolicy of all versions, and Kyverno's MutatingPolicy.</summary>
internal static class MutatingPolicyReader
{
    public const string Kind = "MutatingAdmissionPolicy";
    public const string BindingKind = "MutatingAdmissionPolicyBinding";

    private static readonly PolicyScope KyvernoScope = new(WithTypes(KyvernoLibraries.Environment)) { HasVariablesInConditions = true };

    public static PolicyDefinition Read(MappingNode node, int minorVersion)
    {
        bool hasParameters = !DocumentValue.Of(node).Find("spec", "paramKind").IsNull();
        var scope = new PolicyScope(PolicyScope.OfApiServer(minorVersion, hasParameters)) { AlwaysHasVariables = true, Patches = WithPatches };
        return Read(node, Kind, scope, isNamespaceTyped: true);
    }

    public static PolicyDefinition ReadKyverno(MappingNode node) => Read(node, "MutatingPolicy", KyvernoScope, isNamespaceTyped: false);

    private static PolicyDefinition Read(MappingNode node, string kind, PolicyScope scope, bool isNamespaceTyped)
    {
        var source = new PolicySource(node, scope);
        CelValue spec = source.Value.Find("spec");
        IReadOnlyList<NamedExpression> variables = source.Variables(spec.Find("variables"));
        var program = new PolicyProgram
        {
            Match = new MatchConstraints(spec.Find("matchConstraints")),
            Conditions = source.Conditions(spec.Find("matchConditions")),
            Variables = variables,
            Mutations = [.. spec.Find("mutations").Items().Select(m => ReadMutation(source, m, variables))],
            FailsClosed = spec.FindText("failurePolicy") != "Ignore",
            IsNamespaceTyped = isNamespaceTyped,
        };
        return new PolicyDefinition(kind, source.Value.FindText("metadata", "name") ?? "", node, [program])
        {
            ParameterKind = spec.Find("paramKind"),
            IsMutation = true,
            IsReinvoked = spec.FindText("reinvocationPolicy") == "IfNeeded",
        };
    }

    private static Mutation ReadMutation(PolicySource source, CelValue mutation, IReadOnlyList<NamedExpression> variables)
    {
        bool isJsonPatch = mutation.FindText("patchType") == "JSONPatch" || !mutation.Find("jsonPatch").IsNull();
        CelValue holder = mutation.Find(isJsonPatch ? "jsonPatch" : "applyConfiguration");
        return new Mutation(source.Patch(holder, "expression", variables), isJsonPatch);
    }

    private static CelEnvironment WithPatches(CelEnvironment environment) => WithTypes(environment).Extend(e => e.AddLibrary(CelLibraries.JsonPatch));

    private static CelEnvironment WithTypes(CelEnvironment environment) => environment.Extend(e => e.TypeProvider = new MutationTypes(e.TypeProvider));
}
