using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources.Kubernetes;

namespace AdmissionPolicyTests;

/// <summary>The cluster's policies as they are applied to it, and requests to put to them.</summary>
internal static class ClusterPolicies
{
    private static readonly string Folder = AppContext.BaseDirectory;

    /// <summary>All policies of the folder <c>policies</c>, with their bindings and parameters.</summary>
    public static AdmissionPolicySet All { get; } = AdmissionPolicySet.Read(
        Directory.EnumerateFiles(Path.Combine(Folder, "policies"), "*.yaml").Order(StringComparer.Ordinal).SelectMany(Read));

    /// <summary>Judges by these policies, and by no rule of the catalogue.</summary>
    public static PolicyEngine Engine { get; } = new(Policy.Default with { Profile = Profile.None, Admission = All });

    /// <summary>A request of a team's deployer to create an object.</summary>
    /// <param name="resource">A file of the folder <c>resources</c>.</param>
    /// <param name="change">What is different this time: text to replace in the file.</param>
    public static EvaluationRequest Create(string resource, params (string Old, string New)[] change)
    {
        string text = File.ReadAllText(Path.Combine(Folder, "resources", resource));
        foreach ((string old, string @new) in change)
            text = text.Replace(old, @new, StringComparison.Ordinal);
        return Create(new DocumentReader().Read(text, resource).Documents[0]);
    }

    /// <summary>A request of a team's deployer to create the object of a document.</summary>
    public static EvaluationRequest Create(DocumentNode document) =>
        new(KubernetesReader.Read(document, [])) { User = new AdmissionUser("system:serviceaccount:shop:deployer") };

    /// <summary>What one policy says about a request.</summary>
    public static AdmissionResult Ask(string policy, EvaluationRequest request) => Engine.Evaluate(request).Verdicts.Single(r => r.Policy.Name == policy);

    private static IReadOnlyList<DocumentNode> Read(string file) => new DocumentReader().Read(File.ReadAllText(file), file).Documents;
}
