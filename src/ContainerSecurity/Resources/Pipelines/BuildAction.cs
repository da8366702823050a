using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Resources.Pipelines;

/// <summary>Reads the inputs of the action <c>docker/build-push-action</c> as the options of the builder that they are.</summary>
internal static class BuildAction
{
    private static readonly (string Input, string Option)[] Inputs =
        [("build-args", "--build-arg"), ("allow", "--allow"), ("network", "--network"), ("build-contexts", "--build-context")];

    /// <summary>Reads the inputs of a step.</summary>
    /// <param name="with">The inputs.</param>
    /// <param name="job">The step's job.</param>
    public static ImageBuild Read(MappingNode with, string job)
    {
        var words = new List<DocumentNode>();
        foreach ((string input, string option) in Inputs)
            if (with[input] is ScalarNode { IsNull: false } value)
                foreach ((string line, SourceSpan span) in LinesOf(value))
                {
                    words.Add(DerivedNodes.Text(value, option, span));
                    words.Add(DerivedNodes.Text(value, line, span));
                }
        return BuildCommand.Read(words, DerivedNodes.Object(with, [], isOpen: true), new BuildSettings("job", job));
    }

    /// <summary>The lines of a value that are not empty, and where they stand.</summary>
    private static IEnumerable<(string Line, SourceSpan Span)> LinesOf(ScalarNode value)
    {
        SourceMap map = ScalarMap.Of(value);
        int at = 0;
        foreach (string line in value.Text.Split('\n'))
        {
            string trimmed = line.Trim();
            int start = at + (line.Length - line.TrimStart().Length);
            if (trimmed.Length > 0)
                yield return (trimmed, map.Span(start, start + trimmed.Length));
            at += line.Length + 1;
        }
    }
}
