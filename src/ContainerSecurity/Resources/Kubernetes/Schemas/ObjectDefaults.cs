namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>Completes an object with what the API server sets where a field is absent.</summary>
internal static class ObjectDefaults
{
    private static readonly Lazy<ILookup<string, DefaultLine>> Lines = new(() => Read().ToLookup(l => l.Type, StringComparer.Ordinal));

    /// <summary>Completes an object and what is below it.</summary>
    public static void Complete(DraftMap map)
    {
        if (map.Schema is { } schema)
        {
            foreach (SchemaField field in schema.Fields)
                if (field.IsValue && field.Type.Shape == FieldShape.Object)
                    map.Within(field.Name);
            foreach (DefaultLine line in Lines.Value[schema.Name])
                if (line.Applies(map))
                    line.Complete(map);
            ComputedDefaults.Complete(map, schema.Name);
        }
        foreach (DraftMap.Entry entry in map.Entries.ToArray())
            CompleteBelow(entry.Value);
    }

    private static void CompleteBelow(Draft value)
    {
        if (value is DraftMap map)
            Complete(map);
        if (value is DraftList list)
            foreach (Draft item in list.Items)
                CompleteBelow(item);
    }

    private static IEnumerable<DefaultLine> Read()
    {
        using Stream stream = typeof(ObjectDefaults).Assembly.GetManifestResourceStream("object-defaults.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return new DefaultLine(line);
    }

    /// <summary>A line of the data file.</summary>
    private sealed class DefaultLine
    {
        private readonly (string[] Path, string Value)[] fields;
        private readonly string? asked;
        private readonly string[] answers = [];

        public DefaultLine(string line)
        {
            string[] words = line.Split(' ');
            Type = words[0];
            bool isConditional = words[1] == "when";
            if (isConditional)
            {
                string[] condition = words[2].Split('=');
                asked = condition[0];
                answers = condition[1].Split('|');
            }
            fields = [.. words.Skip(isConditional ? 3 : 1).Select(w => w.Split(['='], 2)).Select(p => (p[0].Split('.'), p[1]))];
        }

        public string Type { get; }

        public bool Applies(DraftMap map) => asked is null || (map.TextOf(asked) is { } text && answers.Contains(text));

        public void Complete(DraftMap map)
        {
            foreach ((string[] path, string value) in fields)
            {
                DraftMap? at = map;
                for (int i = 0; i < path.Length - 1; i++)
                    at = at?.Within(path[i]);
                string name = path[path.Length - 1];
                if (value == "{}")
                    at?.Within(name);
                else
                    at?.Complete(name, value);
            }
        }
    }
}
