using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Documentation.Tests;

/// <summary>A piece of C# of a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Line">The line of the page on which it begins.</param>
/// <param name="Text">The code.</param>
internal sealed partial record Snippet(string Page, int Line, string Text)
{
    /// <summary>Whether it is a program of its own: it says what it uses.</summary>
    public bool IsProgram => Text.StartsWith("using ", StringComparison.Ordinal) && Unit.Usings.Count > 0;

    /// <summary>Whether it holds nothing but types.</summary>
    public bool IsTypes => Unit.Members.Count > 0 && Unit.Members.All(m => m is BaseTypeDeclarationSyntax) && !Unit.ContainsDiagnostics;

    private CompilationUnitSyntax Unit => CSharpSyntaxTree.ParseText(Text).GetCompilationUnitRoot();

    /// <summary>The snippets of a page, in order.</summary>
    public static IReadOnlyList<Snippet> Of(string page)
    {
        string text = File.ReadAllText(Repository.File(page)).ReplaceLineEndings("\n");
        return [.. Block().Matches(text).Select(m => new Snippet(page, text.AsSpan(0, m.Groups[1].Index).Count('\n') + 1, m.Groups[1].Value))];
    }

    /// <summary>The code as a file that compiles, errors placed in the page.</summary>
    /// <param name="frame">What stands around it, with <c>§</c> in its place; null for statements and types.</param>
    /// <param name="number">A number of its own among the snippets of the page.</param>
    /// <param name="given">What the page takes for given, as parameters.</param>
    public string ToFile(string? frame, int number, string given)
    {
        string placed = $"\n#line {Line} \"{Page}\"\n{Text}\n#line default\n";
        return IsProgram || IsTypes
            ? placed
            : $"internal static class Snippet{number}\n{{\n    private static async Task Run({given})\n    {{{(frame ?? "§").Replace("§", placed, StringComparison.Ordinal)}        await Task.CompletedTask;\n    }}\n}}\n";
    }

    public override string ToString() => $"{Page}:{Line}";

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
