using ContainerSecurity.Documents;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Policies;

/// <summary>Reads the section <c>secrets</c> of a policy file. A pattern that gets one of its own samples wrong is an error.</summary>
internal sealed class SecretSettingsReader(PolicyFields words)
{
    internal static readonly string[] Keys = ["patterns", "allow"];
    internal static readonly string[] AllowKeys = ["values", "paths", "fingerprints"];
    internal static readonly string[] PatternKeys = ["id", "service", "kind", "expression", "names", "samples", "counterexamples"];

    internal static readonly Dictionary<string, SecretKind> Kinds = new(StringComparer.Ordinal)
    {
        ["token"] = SecretKind.Token,
        ["credential"] = SecretKind.Credential,
        ["private-key"] = SecretKind.PrivateKey,
        ["connection-string"] = SecretKind.ConnectionString,
    };

    public SecretSettings Read(NodeView view)
    {
        if (view.Mapping is null)
            return SecretSettings.Default;
        words.CheckKeys(view, Keys);
        NodeView allow = view["allow"];
        words.CheckKeys(allow, AllowKeys);
        return new SecretSettings
        {
            Patterns = [.. Patterns(view.Views("patterns"))],
            AllowedValues = PolicyFields.Known(allow.TextList("values")),
            AllowedPaths = PolicyFields.Known(allow.TextList("paths")),
            AllowedFingerprints = PolicyFields.Known(allow.TextList("fingerprints")),
        };
    }

    private IEnumerable<SecretPattern> Patterns(FieldList<NodeView> list)
    {
        foreach (Field<NodeView> item in list.Items)
            if (item.IsKnown && Pattern(item.Value) is { } pattern)
                yield return pattern;
    }

    private SecretPattern? Pattern(NodeView view)
    {
        words.CheckKeys(view, PatternKeys);
        Field<string> id = view.Text("id"), expression = view.Text("expression");
        FieldList<string> samples = view.TextList("samples");
        if (!id.IsKnown || !expression.IsKnown)
        {
            words.Report(id.IsKnown ? expression : id, "The secret pattern needs 'id' and 'expression'.");
            return null;
        }
        if (samples.Items.Count == 0)
            words.Report(id, $"The secret pattern '{id}' has no samples; add 'samples: [...]', texts in which it must find a secret.");
        return Create(view, id, expression, samples);
    }

    private SecretPattern? Create(NodeView view, Field<string> id, Field<string> expression, FieldList<string> samples)
    {
        try
        {
            var pattern = SecretPattern.FromExpression(
                id.Value, view.Text("service").Or(id.Value), expression.Value, words.Word(view.Text("kind"), Kinds) ?? SecretKind.Token,
                PolicyFields.Known(view.TextList("names")), PolicyFields.Known(samples), PolicyFields.Known(view.TextList("counterexamples")));
            foreach (string problem in pattern.CheckSamples())
                words.Report(id, problem);
            return pattern;
        }
        catch (ArgumentException e)
        {
            words.Report(expression, $"The expression of the secret pattern '{id}' cannot be read: {e.Message}");
            return null;
        }
    }
}
