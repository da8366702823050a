using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;

namespace AdmissionPolicyTests;

/// <summary>The cluster's policies as they are applied to it, and requests to put to them.</summary>
internal static class ClusterPolicies
{
    private static readonly string Folder = AppContext.BaseDirectory;

    /// <summary>All policies of the folder <c>policies</c>, with their bindings and parameters.</summary>
    public static AdmissionPolicySet All { get; } = AdmissionPolicySet.Read(
        Directory.EnumerateFiles(Path.Combine(Folder, "policies"), "*.yaml").Order(StringComparer.Ordinal).SelectMany(Read));

    /// <summary>A request of a team's deployer to create an object.</summary>
    /// <param name="resource">A file of the folder <c>resources</c>.</param>
    /// <param name="change">What is different this time: text to replace in the file.</param>
    public static AdmissionRequest Create(string resource, params (string Old, string New)[] change)
    {
        string text = File.ReadAllText(Path.Combine(Folder, "resources", resource));
        foreach ((string old, string @new) in change)
            text = text.Replace(old, @new, StringComparison.Ordinal);
        CelValue value = DocumentValue.Of(new DocumentReader().Read(text, resource).Documents[0]);
        return new AdmissionRequest(value) { User = new AdmissionUser("system:serviceaccount:shop:deployer") };
    }

    /// <summary>What one policy says about a request.</summary>
    public static AdmissionResult Ask(string policy, AdmissionRequest request) => All.Evaluate(request).Single(r => r.Policy.Name == policy);

    private static IReadOnlyList<DocumentNode> Read(string file) => new DocumentReader().Read(File.ReadAllText(file), file).Documents;
}
