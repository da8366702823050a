using System.Collections.Concurrent;

namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>The kinds, resources and types of the Kubernetes API, read from the table that the assembly carries when they are first asked for.</summary>
internal static class ObjectSchemas
{
    private static readonly Lazy<Table> Read = new(() => new Table());

    /// <summary>The schema of a kind; null for a kind that is not Kubernetes' own.</summary>
    public static ObjectSchema? Find(string apiVersion, string kind) =>
        Read.Value.Kinds.TryGetValue((apiVersion, kind), out string? type) ? Named(type) : null;

    /// <summary>The schema of a type; null for none.</summary>
    public static ObjectSchema? Named(string type) =>
        Read.Value.Schemas.TryGetValue(type, out ObjectSchema? known) ? known
        : Read.Value.Lines.TryGetValue(type, out string? line) ? Read.Value.Schemas.GetOrAdd(type, new ObjectSchema(line))
        : null;

    /// <summary>The resource of a kind; null for a kind that is not Kubernetes' own.</summary>
    public static ApiResource? FindResource(string apiVersion, string kind) =>
        Read.Value.Resources.TryGetValue((apiVersion, kind), out ApiResource? resource) ? resource : null;

    /// <summary>The resources of a name, such as <c>events</c>, in all API groups.</summary>
    public static IReadOnlyList<ApiResource> FindResources(string name) => [.. Read.Value.ByName[name]];

    /// <summary>The name of the resource of a kind in lower case, as people write the singular; null for none.</summary>
    public static string? FindPlural(string singular) =>
        Read.Value.Resources.Values.FirstOrDefault(r => r.Kind.Equals(singular, StringComparison.OrdinalIgnoreCase))?.Name;

    private sealed class Table
    {
        public Table()
        {
            using Stream stream = typeof(ObjectSchemas).Assembly.GetManifestResourceStream("object-schemas.txt")!;
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
                Add(line);
            ByName = Resources.Values.ToLookup(r => r.Name, StringComparer.Ordinal);
        }

        public ILookup<string, ApiResource> ByName { get; }

        public Dictionary<(string ApiVersion, string Kind), string> Kinds { get; } = [];

        public Dictionary<(string ApiVersion, string Kind), ApiResource> Resources { get; } = [];

        /// <summary>The lines of types; a line is taken apart when its type is first asked for.</summary>
        public Dictionary<string, string> Lines { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, ObjectSchema> Schemas { get; } = new(StringComparer.Ordinal);

        private void Add(string line)
        {
            int space = line.IndexOf(' ');
            string rest = line.Substring(space + 1);
            switch (line.Substring(0, space))
            {
                case "type":
                    int end = rest.IndexOf(' ');
                    Lines.Add((end < 0 ? rest : rest.Substring(0, end)).TrimEnd('^'), rest);
                    break;
                case "kind":
                    string[] kind = rest.Split(' ');
                    Kinds[(kind[0], kind[1])] = kind[2];
                    break;
                case "resource":
                    string[] words = rest.Split(' ');
                    Resources[(words[0], words[1])] = new ApiResource(words[0], words[1], words[2], words[3] == "namespaced");
                    break;
            }
        }
    }
}
