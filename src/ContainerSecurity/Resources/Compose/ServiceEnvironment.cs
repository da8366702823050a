using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>The environment variables of a service: <c>environment</c>, and what of its <c>env_file</c> that does not override.</summary>
internal static class ServiceEnvironment
{
    public static EnvironmentVariable[] Read(NodeView service, ComposeFiles files, Func<string, Field<string>> variables)
    {
        EnvironmentVariable[] own = ReadPairs(service, "environment");
        var names = new HashSet<string>(own.Select(v => v.Name.Value), StringComparer.Ordinal);
        return [.. own, .. ReadFiles(service, files, variables).Where(v => !names.Contains(v.Name.Value))];
    }

    /// <summary>Names and values as variables.</summary>
    public static EnvironmentVariable[] ReadPairs(NodeView view, string key) =>
        [.. ComposeFields.Pairs(view, key).Select(p => new EnvironmentVariable(Field<string>.Known(p.Key, p.Value.Node), p.Value, default))];

    private static IEnumerable<EnvironmentVariable> ReadFiles(NodeView service, ComposeFiles files, Func<string, Field<string>> variables)
    {
        if (!service.Node("env_file").IsKnown)
            yield break;
        DocumentNode node = service.Node("env_file").Value;
        foreach (DocumentNode item in (node as SequenceNode)?.Items ?? [node])
        {
            Field<string> path = item is ScalarNode scalar
                ? ComposeFields.Resolve(Field<string>.Known(scalar.Text, scalar))
                : ComposeFields.Text(new NodeView(item), "path");
            if (!path.IsKnown || files.Open(ComposeFiles.Combine(files.FolderOf(item.File), path.Value)) is not { } file)
                continue;
            foreach (MappingEntry entry in EnvironmentFile.Read(file, variables).ToMapping().Entries)
                yield return new EnvironmentVariable(
                    Field<string>.Known(entry.Key, entry.Value),
                    ComposeFields.Resolve(Field<string>.Known(((ScalarNode)entry.Value).Text, entry.Value)),
                    default);
        }
    }
}
