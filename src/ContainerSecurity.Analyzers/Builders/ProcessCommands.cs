using System.Text;
using ContainerSecurity.Analyzers.Judging;
using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSecurity.Analyzers.Builders;

/// <summary>
/// Containers that code starts with the command line of Docker: <c>Process.Start("docker", "run --privileged …")</c>. The program's name is looked for
/// first, for it stands in few projects.
/// </summary>
internal sealed class ProcessCommands(ProjectionContext projection, DiagnosticReporter reporter)
{
    private const string Extension = ".exe";

    private static readonly string[] Programs = ["docker", "podman", "nerdctl"];

    /// <summary>Whether a literal is the name of a program that starts containers, or a path to it.</summary>
    public static bool IsProgram(LiteralExpressionSyntax literal)
    {
        string path = literal.Token.ValueText;
        foreach (string program in Programs)
            if (IsPathTo(program, path))
                return true;
        return false;
    }

    /// <summary>Judges the command of a literal that is a program's name.</summary>
    public void Judge(LiteralExpressionSyntax literal, Action<Diagnostic> report, SyntaxNodeAnalysisContext context)
    {
        if (StartOf(literal) is not { } start || BodyOf(start) is not { } body)
            return;
        BodyFacts facts = projection.FactsOf(body, context.CancellationToken);
        var words = new List<ScalarDraft?>();
        var projector = new Projector(projection, facts, 0, context.CancellationToken);
        if (!Collect(start, facts, projector, words) || DockerRun.Read(words, projection.Sources.OriginOf(start)) is not { } container)
            return;
        var document = RootDocument.Of(BuilderCalls.Root, container, projection.Sources.OriginOf(start));
        reporter.Report(
            document.Resources,
            finding => document.PlaceOf(finding, projection.Sources) is { } place ? new Place(place, false) : null,
            start.GetLocation(),
            report);
    }

    /// <summary>Whether a path ends with a program's name, with or without its extension.</summary>
    private static bool IsPathTo(string program, string path)
    {
        bool isExecutable = path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
        int start = path.Length - program.Length - (isExecutable ? Extension.Length : 0);
        return start >= 0
            && (start == 0 || path[start - 1] is '/' or '\\')
            && string.Compare(path, start, program, 0, program.Length, isExecutable ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal) == 0;
    }

    /// <summary>The call, the creation or the assignment that a program's name is given to.</summary>
    private static SyntaxNode? StartOf(LiteralExpressionSyntax literal) => literal.Parent switch
    {
        ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: var arguments, Parent: { } call } } argument when arguments[0] == argument => call,
        AssignmentExpressionSyntax
        {
            Left: IdentifierNameSyntax { Identifier.ValueText: "FileName" },
            Parent: InitializerExpressionSyntax { Parent: { } made }
        } => made,
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FileName" } } assignment => assignment,
        _ => null,
    };

    private static SyntaxNode? BodyOf(SyntaxNode node) => node.Ancestors().FirstOrDefault(a => a
        is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax
        or ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax }
        or EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } });

    /// <summary>Collects the words of a command. Returns whether it is one that starts a process.</summary>
    private static bool Collect(SyntaxNode start, BodyFacts facts, Projector projector, List<ScalarDraft?> words)
    {
        if (facts.Calls.FirstOrDefault(c => c.Syntax == start) is { } call)
        {
            if (call.TargetMethod is not { Name: "Start", ContainingType: { Name: "Process" } type } || !IsOfDiagnostics(type))
                return false;
            Add(call.Arguments, projector, words);
            return true;
        }
        ILocalSymbol? holder = null;
        if (facts.Creations.OfType<IObjectCreationOperation>().FirstOrDefault(c => c.Syntax == start) is { } made)
        {
            if (!IsStartInfo(made.Type))
                return false;
            Add(made.Arguments, projector, words);
            foreach (IOperation member in made.Initializer?.Initializers ?? [])
                AddMember(member, projector, words);
            holder = made.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var symbol } } ? symbol : null;
        }
        else if (facts.Mutations.FirstOrDefault(m => m.Statement.Syntax == start) is { Start: ILocalReferenceOperation { Local: var local } } set)
        {
            if (!IsStartInfo(local.Type))
                return false;
            holder = local;
        }
        else
            return false;
        foreach (Mutation mutation in holder is null ? [] : facts.Find(holder)?.Mutations ?? [])
            if (mutation is { Steps: [{ Property.Name: "Arguments" }], IsAddition: false }
                or { Steps: [{ Property.Name: "ArgumentList" }], IsAddition: true, Values.Count: 1 })
                AddValue(mutation.Values[0], mutation.IsAddition, projector, words);
        return true;
    }

    private static void Add(IEnumerable<IArgumentOperation> arguments, Projector projector, List<ScalarDraft?> words)
    {
        foreach (IArgumentOperation argument in arguments)
            if (argument is { Parameter.Name: "arguments", ArgumentKind: ArgumentKind.Explicit })
                AddValue(argument.Value, isWord: false, projector, words);
    }

    private static void AddMember(IOperation member, Projector projector, List<ScalarDraft?> words)
    {
        if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Arguments" } } assignment)
            AddValue(assignment.Value, isWord: false, projector, words);
        else if (member is IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation { Property.Name: "ArgumentList" } } list)
            foreach (IOperation item in list.Initializer.Initializers)
                if (item is IInvocationOperation { Arguments: [{ Value: { } word }] })
                    AddValue(word, isWord: true, projector, words);
    }

    /// <summary>Adds a text with its words, a list, or one word.</summary>
    private static void AddValue(IOperation value, bool isWord, Projector projector, List<ScalarDraft?> words)
    {
        switch (projector.Project(value))
        {
            case ScalarDraft { IsNull: false } word when isWord:
                words.Add(word.Text.Length > 0 ? word : null);
                break;
            case ScalarDraft { IsNull: false } text:
                words.AddRange(Split(text.Text).Select(w => new ScalarDraft(text.Origin, w, ScalarStyle.Quoted)));
                break;
            case PartialDraft text when !isWord:
                // The word in which the first unknown part begins is not known, and what follows may be anything.
                string known = text.Start.Substring(0, text.Start.LastIndexOf(' ') + 1);
                words.AddRange(Split(known).Select(w => new ScalarDraft(text.Origin, w, ScalarStyle.Quoted)));
                words.Add(null);
                break;
            case SequenceDraft list:
                words.AddRange(list.Items.Select(i => i is ScalarDraft { IsNull: false, Text.Length: > 0 } word ? word : null));
                break;
            default:
                words.Add(null);
                break;
        }
    }

    /// <summary>The words of a command line; quotes hold blanks together.</summary>
    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        bool isQuoted = false;
        foreach (char c in text)
            if (c == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && char.IsWhiteSpace(c))
            {
                if (word.Length > 0)
                    yield return word.ToString();
                word.Clear();
            }
            else
                word.Append(c);
        if (word.Length > 0)
            yield return word.ToString();
    }

    private static bool IsStartInfo(ITypeSymbol? type) => type is { Name: "ProcessStartInfo" } && IsOfDiagnostics(type);

    private static bool IsOfDiagnostics(ITypeSymbol type) =>
        type.ContainingNamespace is { Name: "Diagnostics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
