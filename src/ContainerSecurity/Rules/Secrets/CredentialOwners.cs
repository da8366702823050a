using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Compose;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>
/// Of credentials that are written once and used several times, as by anchors, merge keys and <c>extends</c> of compose
/// files, keeps the one of the service that holds the value; where none does, the first.
/// </summary>
internal static class CredentialOwners
{
    /// <summary>The credentials without those that repeat another one's place.</summary>
    public static IReadOnlyList<NamedCredential> Choose(IReadOnlyList<NamedCredential> named, IReadOnlyList<Resource> resources)
    {
        if (resources.Count < 2 || named.Count < 2)
            return named;
        ComposeFile[] documents = [.. resources.OfType<ComposeFile>()];
        return [.. named
            .GroupBy(PlaceOf)
            .Select(same => same.Count() == 1 ? same.First() : Owner([.. same], documents))];
    }

    private static (string Where, SourceSpan Span, string Value) PlaceOf(NamedCredential credential) =>
        credential.Location is { } at
            ? ($"{at.File.Path} {(at.File.IsObject ? at.Path : "")}", at.Span, credential.Value)
            : ("", default, $"{credential.RuleId} {credential.Resource.Name} {credential.Value}");

    /// <summary>A build leaves a value to more people than a container does, so that its rule stands before the others.</summary>
    private static NamedCredential Owner(NamedCredential[] same, ComposeFile[] documents)
    {
        string path = same[0].Location is { } at ? PathAt(at, documents) : "";
        return same.OrderBy(c => c.RuleId == SecretInBuild.Id ? 0 : 1)
            .ThenBy(c => path.StartsWith($"services.{c.Resource.Name}.", StringComparison.Ordinal) ? 0 : 1)
            .First();
    }

    /// <summary>The path under which a value is written, which merging may have changed.</summary>
    private static string PathAt(DocumentLocation at, ComposeFile[] documents) =>
        Array.Find(documents, d => d.Node.File.Path == at.File.Path && d.Node.Span.Holds(at.Span.Line, at.Span.Column)) is { } document
            ? document.Node.NodeAt(at.Span.Line, at.Span.Column).Path
            : "";
}
