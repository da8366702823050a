using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>A waiver as a policy file has it. Reason and owner are for a person to say: until then they are placeholders, which the policy refuses.</summary>
/// <param name="Rule">The rule's ID.</param>
/// <param name="Path">The file, as the policy names it.</param>
/// <param name="Container">The container's name; null where the code names none.</param>
internal sealed record WaiverEntry(string Rule, string Path, string? Container)
{
    /// <summary>The waiver of one of the rules that a diagnostic tells of, for a policy in a folder.</summary>
    public static WaiverEntry Of(Diagnostic diagnostic, string rule, SyntaxNode root, string policyFolder)
    {
        string file = diagnostic.Location.SourceTree!.FilePath.Replace('\\', '/');
        string path = policyFolder.Length > 0 && file.StartsWith(policyFolder + "/", StringComparison.Ordinal) ? file.Substring(policyFolder.Length + 1)
            : file.Contains('/') ? "**" + file.Substring(file.LastIndexOf('/')) : file;
        return new WaiverEntry(rule, path, ContainerAround(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)));
    }

    /// <summary>The waiver's lines.</summary>
    /// <param name="indent">The white space before the dash.</param>
    /// <param name="lastDay">The last day on which it holds.</param>
    public IEnumerable<string> Lines(string indent, DateTime lastDay)
    {
        foreach (string line in Subject(indent))
            yield return line;
        yield return $"{indent}  reason: \"TODO: say why this is acceptable\"";
        yield return $"{indent}  owner: \"TODO\"";
        yield return $"{indent}  expires: {lastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
    }

    /// <summary>The lines that say what is waived.</summary>
    /// <param name="indent">The white space before the dash.</param>
    public IEnumerable<string> Subject(string indent)
    {
        string containers = Container is null ? "" : $", containers: [\"{Container}\"]";
        yield return $"{indent}- rule: {Rule}";
        yield return $"{indent}  match: {{paths: [\"{Path}\"]{containers}}}";
    }

    private static string? ContainerAround(SyntaxNode node)
    {
        foreach (BaseObjectCreationExpressionSyntax creation in node.AncestorsAndSelf().OfType<BaseObjectCreationExpressionSyntax>())
        {
            AssignmentExpressionSyntax[] members = [.. creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>() ?? []];
            // A container is what has an image: its type is not written where it is made by 'new()'.
            if (members.Any(m => m.Left.ToString() == "Image")
                && members.FirstOrDefault(m => m.Left.ToString() == "Name")?.Right is LiteralExpressionSyntax { Token.ValueText: { Length: > 0 } name }
                && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '.' or '_'))
                return name;
        }
        return null;
    }
}
