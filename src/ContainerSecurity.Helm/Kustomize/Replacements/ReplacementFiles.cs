using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Replacements;

/// <summary>Reads replacements that stand in files of their own.</summary>
internal static class ReplacementFiles
{
    /// <summary>The replacements, with those of files in place of the paths.</summary>
    /// <exception cref="BuildException">A file cannot be read.</exception>
    public static List<ReplacementDefinition> Resolve(IReadOnlyList<ReplacementDefinition> replacements, BuildFolder folder)
    {
        var resolved = new List<ReplacementDefinition>();
        foreach (ReplacementDefinition replacement in replacements)
        {
            if (replacement.Path is not { Text.Length: > 0 } path)
            {
                resolved.Add(replacement);
                continue;
            }
            if (replacement.Source is not null || replacement.Targets is not null)
                throw new BuildException(replacement.Origin, "A replacement has a 'path', or a 'source' and 'targets', and not both.");
            DocumentSet set = folder.ReadDocuments(path.Text, path.Origin);
            if (set.Errors.Count > 0)
                throw new BuildException(new Origin(set.File, set.Errors[0].Span), $"The replacements cannot be read: {set.Errors[0].Message}");
            foreach (DocumentNode document in set.Documents)
                resolved.AddRange(Read(NodeReader.Read(document, folder.Session.Budget, isOld: true)));
        }
        return resolved;
    }

    private static IEnumerable<ReplacementDefinition> Read(ObjectNode node) => node switch
    {
        ObjectMap map => [PartReader.Replacement(new DefinitionFields(map), isStrict: false)],
        ObjectList list => list.Items.SelectMany(Read),
        _ => throw new BuildException(node.Origin, "The file holds no replacements."),
    };
}
