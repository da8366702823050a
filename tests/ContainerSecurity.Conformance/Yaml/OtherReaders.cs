using System.Text;
using ContainerSecurity.Documents;
using Dot = YamlDotNet.Core;
using DotEvents = YamlDotNet.Core.Events;
using Sharp = SharpYaml;
using SharpEvents = SharpYaml.Events;

namespace ContainerSecurity.Conformance.Yaml;

/// <summary>What readers make of a document, as one text: <c>{key=value,…}</c> and <c>[item,…]</c>.</summary>
internal static class OtherReaders
{
    /// <summary>Our own.</summary>
    public static string Ours(string yaml)
    {
        DocumentSet set = new DocumentReader { Use = ContainerSecurity.Documents.Yaml.YamlUse.Core }.Read(yaml, "x.yaml");
        return set.Errors.Count > 0 ? set.Errors[0].ToString() : string.Join("\n", set.Documents.Select(Write));
    }

    public static string YamlDotNet(string yaml)
    {
        var anchors = new Dictionary<string, string>();
        var parser = new Dot.Parser(new StringReader(yaml));
        try
        {
            while (parser.MoveNext() && parser.Current is not (DotEvents.Scalar or DotEvents.MappingStart or DotEvents.SequenceStart))
            {
            }
            return Write(parser, anchors);
        }
        catch (Exception e) when (e is not NUnit.Framework.ResultStateException)
        {
            return "refused: " + e.Message;
        }
    }

    public static string SharpYaml(string yaml)
    {
        var anchors = new Dictionary<string, string>();
        Sharp.IParser parser = Sharp.Parser.CreateParser(new StringReader(yaml));
        try
        {
            while (parser.MoveNext() && parser.Current is not (SharpEvents.Scalar or SharpEvents.MappingStart or SharpEvents.SequenceStart))
            {
            }
            return Write(parser, anchors);
        }
        catch (Exception e) when (e is not NUnit.Framework.ResultStateException)
        {
            return "refused: " + e.Message;
        }
    }

    private static string Write(DocumentNode node) => node switch
    {
        MappingNode mapping => "{" + string.Join(",", mapping.Entries.Select(e => e.Key + "=" + Write(e.Value))) + "}",
        SequenceNode sequence => "[" + string.Join(",", sequence.Items.Select(Write)) + "]",
        _ => ((ScalarNode)node).Text,
    };

    private static string Write(Dot.Parser parser, Dictionary<string, string> anchors)
    {
        DotEvents.ParsingEvent at = parser.Current!;
        if (at is DotEvents.AnchorAlias alias)
            return anchors[alias.Value.Value];
        string value = at is DotEvents.Scalar scalar ? scalar.Value : WriteAll(
            at is DotEvents.MappingStart,
            () => parser.MoveNext() && parser.Current is not (DotEvents.MappingEnd or DotEvents.SequenceEnd),
            () => Write(parser, anchors));
        if (at is DotEvents.NodeEvent { Anchor: { IsEmpty: false } anchor })
            anchors[anchor.Value] = value;
        return value;
    }

    private static string Write(Sharp.IParser parser, Dictionary<string, string> anchors)
    {
        SharpEvents.ParsingEvent at = parser.Current!;
        if (at is SharpEvents.AnchorAlias alias)
            return anchors[alias.Value];
        string value = at is SharpEvents.Scalar scalar ? scalar.Value : WriteAll(
            at is SharpEvents.MappingStart,
            () => parser.MoveNext() && parser.Current is not (SharpEvents.MappingEnd or SharpEvents.SequenceEnd),
            () => Write(parser, anchors));
        if (at is SharpEvents.NodeEvent { Anchor: { Length: > 0 } anchor })
            anchors[anchor] = value;
        return value;
    }

    private static string WriteAll(bool isMapping, Func<bool> moveNext, Func<string> write)
    {
        var all = new StringBuilder();
        for (int i = 0; moveNext(); i++)
            all.Append(i == 0 ? "" : isMapping && i % 2 == 1 ? "=" : ",").Append(write());
        return isMapping ? $"{{{all}}}" : $"[{all}]";
    }
}
