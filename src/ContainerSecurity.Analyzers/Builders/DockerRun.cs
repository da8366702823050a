using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Analyzers.Builders;

/// <summary>The words of <c>docker run</c> and <c>docker create</c> in code as the create-container body that they make.</summary>
internal static class DockerRun
{
    /// <summary>Reads the words up to the image: those behind it are the program's. Null for another command.</summary>
    /// <param name="words">The words behind the program's name; null for one that is not known.</param>
    /// <param name="origin">Where the command stands.</param>
    public static MappingDraft? Read(IReadOnlyList<ScalarDraft?> words, Origin origin) =>
        RunCommand.ReadBody([.. words.Select(w => NodeOf(w, origin))], NodeOf(null, origin)) is { } body ? (MappingDraft)DraftOf(body) : null;

    /// <summary>Reads options alone.</summary>
    public static MappingDraft ReadOptions(SequenceDraft arguments) =>
        (MappingDraft)DraftOf(RunCommand.ReadOptions(
            [.. arguments.Items.Select(i => NodeOf(i as ScalarDraft, i.Origin))], NodeOf(null, arguments.Origin)));

    private static DocumentNode NodeOf(ScalarDraft? word, Origin origin) =>
        word is { IsNull: false } ? word.Freeze() : new UnknownNode(origin.File, origin.Span);

    private static Draft DraftOf(DocumentNode node)
    {
        var origin = new Origin(node.File, node.Span);
        if (node is SequenceNode sequence)
        {
            var list = new SequenceDraft(origin) { IsOpen = sequence.IsOpen };
            list.Items.AddRange(sequence.Items.Select(DraftOf));
            return list;
        }
        if (node is not MappingNode mapping)
            return node is ScalarNode scalar ? new ScalarDraft(origin, scalar.Text, scalar.Style) : new UnknownDraft(origin);
        var draft = new MappingDraft(origin) { IsOpen = mapping.IsOpen };
        foreach (MappingEntry entry in mapping.Entries)
            draft.Set(entry.Key, new Origin(entry.Value.File, entry.KeySpan), DraftOf(entry.Value));
        return draft;
    }
}
