using System.Globalization;
using System.Text.RegularExpressions;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>What a JSON schema says about one value; of the words of JSON schema those that the Compose Specification uses.</summary>
internal sealed class SchemaRule
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);
    private readonly List<(Regex Name, SchemaRule Rule)> patterns = [];
    private readonly Dictionary<string, SchemaRule> properties = new(StringComparer.Ordinal);

    /// <summary>The types of JSON that are allowed; empty for all.</summary>
    public IReadOnlyList<string> Types { get; private set; } = [];

    /// <summary>The allowed texts; empty for all.</summary>
    public IReadOnlyList<string> Values { get; private set; } = [];

    /// <summary>The keys that must be there.</summary>
    public IReadOnlyList<string> Required { get; private set; } = [];

    /// <summary>Of which one must hold; empty for none.</summary>
    public IReadOnlyList<SchemaRule> Choices { get; private set; } = [];

    /// <summary>What each item of a list must be; null for anything.</summary>
    public SchemaRule? Items { get; private set; }

    /// <summary>What a text must match; null for anything.</summary>
    public Regex? Pattern { get; private set; }

    /// <summary>The smallest number; null for any.</summary>
    public double? Minimum { get; private set; }

    /// <summary>The largest number; null for any.</summary>
    public double? Maximum { get; private set; }

    /// <summary>Whether the items of a list must differ.</summary>
    public bool IsUnique { get; private set; }

    /// <summary>Whether there may be keys that have no rule.</summary>
    public bool AllowsMore { get; private set; } = true;

    /// <summary>The rule for the value of a key; null where there is none.</summary>
    public SchemaRule? For(string key)
    {
        if (properties.TryGetValue(key, out SchemaRule? rule))
            return rule;
        foreach ((Regex name, SchemaRule found) in patterns)
            if (name.IsMatch(key))
                return found;
        return null;
    }

    /// <summary>Reads a schema.</summary>
    public static SchemaRule Read(MappingNode schema) => new Reader(schema["definitions"] as MappingNode).Read(schema);

    /// <summary>Rules of definitions are made once, so that they may refer to each other.</summary>
    private sealed class Reader(MappingNode? definitions)
    {
        private readonly Dictionary<string, SchemaRule> known = new(StringComparer.Ordinal);

        public SchemaRule Read(DocumentNode? node)
        {
            if (node is not MappingNode schema)
                return new SchemaRule();
            if (schema["$ref"] is ScalarNode reference)
                return Resolve(reference.Text.Substring(reference.Text.LastIndexOf('/') + 1));
            return Fill(new SchemaRule(), schema);
        }

        private SchemaRule Resolve(string name)
        {
            if (known.TryGetValue(name, out SchemaRule? rule))
                return rule;
            known[name] = rule = new SchemaRule();
            return Fill(rule, (MappingNode)definitions![name]!);
        }

        private SchemaRule Fill(SchemaRule rule, MappingNode schema)
        {
            rule.Types = Texts(schema["type"]);
            rule.Values = Texts(schema["enum"]);
            rule.Required = Texts(schema["required"]);
            rule.Choices = schema["oneOf"] is SequenceNode choices ? [.. choices.Items.Select(Read)] : [];
            rule.Items = schema["items"] is { } items ? Read(items) : null;
            rule.Pattern = schema["pattern"] is ScalarNode pattern ? Regex(pattern.Text) : null;
            rule.Minimum = Number(schema["minimum"]);
            rule.Maximum = Number(schema["maximum"]);
            rule.IsUnique = schema["uniqueItems"] is ScalarNode { Text: "true" };
            rule.AllowsMore = schema["additionalProperties"] is not ScalarNode { Text: "false" };
            foreach (MappingEntry property in Entries(schema["properties"]))
                rule.properties[property.Key] = Read(property.Value);
            foreach (MappingEntry named in Entries(schema["patternProperties"]))
                rule.patterns.Add((Regex(named.Key), Read(named.Value)));
            return rule;
        }

        private static string[] Texts(DocumentNode? node) => node switch
        {
            ScalarNode one => [one.Text],
            SequenceNode many => [.. many.Items.OfType<ScalarNode>().Select(s => s.Text)],
            _ => [],
        };

        private static IReadOnlyList<MappingEntry> Entries(DocumentNode? node) => (node as MappingNode)?.Entries ?? [];

        private static double? Number(DocumentNode? node) => node is ScalarNode number ? double.Parse(number.Text, CultureInfo.InvariantCulture) : null;

        private static Regex Regex(string pattern) => new(pattern, RegexOptions.CultureInvariant, PatternTime);
    }
}
