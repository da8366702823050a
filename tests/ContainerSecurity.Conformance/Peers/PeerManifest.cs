using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Conformance.Peers;

/// <summary>A file of the corpus: its objects by document.</summary>
internal sealed class PeerManifest
{
    private readonly IReadOnlyList<DocumentNode> documents;
    private readonly Resource[][] objects;

    private PeerManifest(string path)
    {
        documents = new DocumentReader().Read(File.ReadAllText(Corpus.Require(PeerCase.Corpus, path)), path).Documents;
        objects = [.. documents.Select(d => KubernetesReader.Read(d, []).ToArray())];
    }

    public static PeerManifest Read(string path) => new(path);

    /// <summary>Whether the peer's rule, in our words, reports the object or anything in the file.</summary>
    public bool Fails(PeerCase @case, PeerRule rule)
    {
        Resource[] reported = ReportedBy(rule);
        if (@case.Document is { } document)
            return document < objects.Length && objects[document].Any(o => o.Identity.Name == @case.Name && reported.Contains(o));
        return @case.Kinds.Count > 0 ? @case.Kinds.All(k => Array.Exists(reported, r => r.Kind == k)) : reported.Length > 0;
    }

    private Resource[] ReportedBy(PeerRule rule)
    {
        Resource[] all = [.. objects.SelectMany(o => o)];
        ILookup<ResourceIdentity, Finding> findings = rule.Engine.Evaluate(all).Findings.Select(f => f.Finding).Where(rule.Counts).ToLookup(f => f.Resource);
        HashSet<Resource> reported = [.. objects.SelectMany((o, n) => o.Where(r => findings[r.Identity].Any(f => IsIn(n, f))))];
        var set = new ResourceSet(all, isComplete: true);
        IEnumerable<RoleBinding> bindings = all.OfType<RoleBinding>()
            .Where(b => b.FindRole(set) is { } role && rule.RoleKinds.Contains(role.Kind) && reported.Contains(role));
        return [.. reported.Concat(bindings).Where(r => rule.LooksAt(r) && !IsOfAnotherKindOfRole(r))];

        bool IsOfAnotherKindOfRole(Resource resource) =>
            resource is RoleBinding binding && rule.RoleKinds.Count > 0 && binding.FindRole(set) is { } role && !rule.RoleKinds.Contains(role.Kind);
    }

    /// <summary>A file may hold two objects of one identity; the place of the finding tells which is meant.</summary>
    private bool IsIn(int document, Finding finding)
    {
        int line = finding.Location.Span.Line;
        return line >= documents[document].Span.Line && (document + 1 == documents.Count || line < documents[document + 1].Span.Line);
    }
}
