using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>Finds the shell commands of an instruction: in its text, its JSON form, or its here-documents.</summary>
internal static class InstructionScript
{
    public static ShellScript Read(Instruction instruction)
    {
        int first = instruction.Name == "HEALTHCHECK" ? 1 : 0;
        if (instruction.Name is not ("RUN" or "CMD" or "ENTRYPOINT" or "HEALTHCHECK") || instruction.Arguments.Count <= first)
            return ShellScript.Empty;
        DocumentLocation place = DocumentLocation.Of(instruction.Node);
        if (instruction.IsJson)
            return ShellScript.OfWords(instruction.Arguments.Skip(first).Select(a => (a.Value, a.Location! with { Path = place.Path })));
        Token token = instruction.Tokens[first];
        var line = new ShellText(token.Text, place, instruction.Map, token.Start);
        return ShellScript.Read(line, [.. instruction.Heredocs.Select(h => Body(h, place))], instruction.Dialect);
    }

    private static ShellText Body(Heredoc heredoc, DocumentLocation place)
    {
        var map = new SourceMap();
        int at = 0, line = heredoc.Span.Line;
        do
        {
            map.Add(at, line++, heredoc.Span.Column);
            at = heredoc.Content.IndexOf('\n', at) + 1;
        }
        while (at > 0);
        return new ShellText(heredoc.Content, place, map, 0);
    }
}
