using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Documents;

/// <summary>
/// Documents as values of the Common Expression Language, read where they lie: nothing is copied, and scalars mean what
/// they mean to the API server.
/// </summary>
public static class DocumentValue
{
    /// <summary>
    /// The value of a node. What is not known here - a C# parameter, a template, an absent key of an open mapping - is
    /// <see cref="CelValue.Unknown(string)"/> with its path, so that an expression which needs it has no answer rather
    /// than a wrong one.
    /// </summary>
    /// <param name="node">The node; null gives the null value.</param>
    public static CelValue Of(DocumentNode? node) => node switch
    {
        null => CelValue.Null,
        ScalarNode scalar => OfScalar(scalar),
        MappingNode mapping => CelValue.From(mapping.Value ??= new DocumentMap(mapping)),
        SequenceNode sequence => OfSequence(sequence),
        _ => Unknown(node),
    };

    internal static CelValue Unknown(DocumentNode node) => CelValue.Unknown(node.Path, node is UnknownNode { IsPresent: true });

    private static CelValue OfScalar(ScalarNode scalar)
    {
        if (scalar.Style == ScalarStyle.Plain)
        {
            if (scalar.IsNull)
                return CelValue.Null;
            if (scalar.TryBoolean(out bool flag))
                return CelValue.From(flag);
            if (scalar.TryInteger(out long whole))
                return CelValue.From(whole);
            if (KubernetesScalars.TryNumber(scalar.Text, out double number))
                return CelValue.From(number);
        }
        return scalar.IsTemplate ? Unknown(scalar) : CelValue.From(scalar.Text);
    }

    // A list with an item that is not known has no size, no membership and no equality that could be told.
    private static CelValue OfSequence(SequenceNode sequence)
    {
        if (sequence.Value is { } known)
            return CelValue.From(known);
        if (sequence.IsOpen || sequence.Items.Any(i => i is UnknownNode or ScalarNode { IsTemplate: true }))
            return Unknown(sequence);
        return CelValue.From(sequence.Value = new DocumentList(sequence));
    }
}
