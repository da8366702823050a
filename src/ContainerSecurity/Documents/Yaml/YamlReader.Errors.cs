namespace ContainerSecurity.Documents.Yaml;

/// <summary>What is wrong with the order of tokens, in words for people.</summary>
internal sealed partial class YamlReader
{
    private int Opening => openingCount > 0 ? openings[openingCount - 1] : 0;

    private static YamlSyntaxException Fault(int start, int end, string message) => new(start, Math.Max(start, end), message);

    private YamlSyntaxException SeparatorExpected(YamlTokenKind closing, in YamlToken token)
    {
        char open = closing == YamlTokenKind.FlowSequenceEnd ? '[' : '{';
        char close = open == '[' ? ']' : '}';
        if (token.Kind is YamlTokenKind.StreamEnd or YamlTokenKind.DocumentStart or YamlTokenKind.DocumentEnd
            or YamlTokenKind.VersionDirective or YamlTokenKind.TagDirective or YamlTokenKind.OtherDirective)
            return NotClosed();
        // A key on a later line shows that the bracket should have been closed before.
        if (token.Kind == YamlTokenKind.Value && token.Line > LineOf(Opening))
            return NotClosed();
        if (token.Kind is YamlTokenKind.FlowSequenceEnd or YamlTokenKind.FlowMappingEnd)
            return Fault(token.Start, token.End, $"'{text[token.Start]}' stands here, but it is '{open}' that is open, since line {LineOf(Opening)}.");
        return Fault(token.Start, token.End, $"A comma or '{close}' is expected here: '{open}' is open since line {LineOf(Opening)}.");
    }

    private YamlSyntaxException NotClosed() => Fault(Opening, Opening + 1, $"This '{text[Opening]}' is not closed.");

    private YamlSyntaxException NodeExpected(YamlTokenKind next, in YamlToken token) => next switch
    {
        YamlTokenKind.StreamEnd or YamlTokenKind.DocumentStart or YamlTokenKind.DocumentEnd when openingCount > 0 && text[Opening] is '[' or '{' => NotClosed(),
        YamlTokenKind.FlowSequenceEnd or YamlTokenKind.FlowMappingEnd =>
            Fault(token.Start, token.End, $"'{text[token.Start]}' closes nothing that is open here."),
        YamlTokenKind.FlowEntry => Fault(token.Start, token.End, "A value is expected before this comma."),
        YamlTokenKind.BlockEntry or YamlTokenKind.BlockSequenceStart => Fault(
            token.Start,
            token.End,
            "'- ' begins an item of a list, which cannot stand within brackets; put the text in quotes, or leave the '-' out."),
        YamlTokenKind.Value => Fault(token.Start, token.End, "A key is expected before this colon, or a comma; put a text with a colon in quotes."),
        YamlTokenKind.Anchor or YamlTokenKind.Tag => Fault(token.Start, token.End, "A value has one anchor and one tag; here is a second one."),
        YamlTokenKind.Alias => Fault(token.Start, token.End, "An alias can have neither anchor nor tag of its own."),
        _ => Fault(token.Start, token.End, "A value is expected here."),
    };

    private YamlSyntaxException EntryExpected(in YamlToken token) =>
        Unexpected(token, $"An item that begins with '- ' is expected here, as in the list that begins at line {LineOf(Opening)}");

    private YamlSyntaxException KeyExpected(in YamlToken token) =>
        token.Kind == YamlTokenKind.BlockEntry
            ? Fault(token.Start, token.End, $"'- ' begins an item of a list, but keys stand at this place since line {LineOf(Opening)}.")
            : Unexpected(token, $"A key is expected here, as in the object that begins at line {LineOf(Opening)}");

    private YamlSyntaxException Unexpected(in YamlToken token, string expected)
    {
        string found = token.Kind switch
        {
            YamlTokenKind.FlowSequenceEnd or YamlTokenKind.FlowMappingEnd => $", not '{text[token.Start]}', which closes nothing",
            YamlTokenKind.FlowEntry => ", not a comma",
            YamlTokenKind.Scalar when text[Math.Max(0, token.Start - 1)] is '\'' or '"' =>
                "; a quote that belongs to a text is doubled in single quotes and written \\\" in double quotes",
            YamlTokenKind.Scalar => "; what stands before it has ended",
            _ => ", or an indentation as before it",
        };
        return Fault(token.Start, token.End, expected + found + ".");
    }

    private int LineOf(int offset)
    {
        int line = 1;
        for (int i = 0; i < offset; i++)
            if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n'))
                line++;
        return line;
    }
}
