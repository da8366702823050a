using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission.Kyverno;

namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>Reads MutatingAdmissionPolicy of all versions, and Kyverno's MutatingPolicy.</summary>
internal static class MutatingPolicyReader
{
    public const string Kind = "MutatingAdmissionPolicy";
    public const string BindingKind = "MutatingAdmissionPolicyBinding";

    private static readonly CelEnvironment Environment = WithTypes(KubernetesEnvironment.CreateForAdmission());
    private static readonly CelEnvironment KyvernoEnvironment = WithTypes(KyvernoLibraries.Environment);

    public static PolicyDefinition Read(MappingNode node) => Read(node, Kind, Environment, isNamespaceTyped: true);

    public static PolicyDefinition ReadKyverno(MappingNode node) => Read(node, "MutatingPolicy", KyvernoEnvironment, isNamespaceTyped: false);

    private static PolicyDefinition Read(MappingNode node, string kind, CelEnvironment environment, bool isNamespaceTyped)
    {
        var source = new PolicySource(node, environment);
        CelValue spec = source.Value.Find("spec");
        var program = new PolicyProgram
        {
            Match = new MatchConstraints(spec.Find("matchConstraints")),
            Conditions = source.Named(spec.Find("matchConditions")),
            Variables = source.Named(spec.Find("variables")),
            Mutations = [.. spec.Find("mutations").Items().Select(m => ReadMutation(source, m))],
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

    private static Mutation ReadMutation(PolicySource source, CelValue mutation)
    {
        bool isJsonPatch = mutation.FindText("patchType") == "JSONPatch" || !mutation.Find("jsonPatch").IsNull();
        CelValue holder = mutation.Find(isJsonPatch ? "jsonPatch" : "applyConfiguration");
        return new Mutation(source.Expression(holder.Find("expression"), holder), isJsonPatch);
    }

    private static CelEnvironment WithTypes(CelEnvironment environment) => environment.Extend(e => e.TypeProvider = new MutationTypes(e.TypeProvider));
}
