using System.Text;
using ContainerSecurity.Analyzers.Roots;
using ContainerSecurity.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSecurity.Analyzers.Projection;

/// <summary>Calls: of methods whose result can be told, and of helper methods of the project.</summary>
internal sealed partial class Projector
{
    private Draft ProjectCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        IOperation? source = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        switch (method.Name)
        {
            case "ToList" or "ToArray" or "ToDictionary" or "ToImmutableArray" or "ToImmutableList" or "AsReadOnly"
                or "AsEnumerable" or "Distinct"
                    when source is not null && call.Arguments.Length <= 1 && DocumentTypes.IsList(source.Type):
                return Project(source);
            case "Concat" or "Union" or "Append" or "Prepend"
                when method.ContainingType?.Name == "Enumerable"
                    && call.Arguments is [{ Value: { } list }, { Value: { } more }, ..]:
                return Join(call, list, more, isItem: method.Name is "Append" or "Prepend");
            case "Create" when method.ContainingType?.Name is "ImmutableArray" or "ImmutableList":
                return ProjectItems(call, ItemsOf(call));
            case "Concat" when method.ContainingType?.SpecialType == SpecialType.System_String && ItemsOf(call) is var parts && parts.All(IsText):
                return ProjectText(call, parts.Select(p => new TextPart(p)));
            case "Format" when method.ContainingType?.SpecialType == SpecialType.System_String && FormattedParts(ItemsOf(call)) is { } formatted:
                return ProjectText(call, formatted);
            case "Join"
                when method.ContainingType?.SpecialType == SpecialType.System_String
                    && ItemsOf(call) is { Length: > 0 } joined
                    && joined.Skip(1).All(IsText):
                return ProjectText(call, joined.Skip(1).SelectMany((part, i) => i == 0 ? [new TextPart(part)] : new TextPart[] { new(joined[0]), new(part) }));
            case "Combine"
                when method.ContainingType?.Name == "Path"
                    && ItemsOf(call).Select(Project).ToArray() is var folders
                    && folders.All(f => f is ScalarDraft { IsNull: false }):
                return new ScalarDraft(OriginOf(call), folders.Cast<ScalarDraft>().Select(f => f.Text).Aggregate(Combine), ScalarStyle.Quoted);
            case "ToString" or "Trim" or "ToLowerInvariant" or "ToLower" or "ToUpperInvariant"
                or "ToUpper"
                    when call is { Instance: { } text, Arguments.Length: 0 }
                        && Project(text) is ScalarDraft { IsNull: false } known:
                return new ScalarDraft(OriginOf(call), Fold(method.Name, known.Text), ScalarStyle.Quoted);
            case "Empty" when method.ContainingType?.Name is "Array" or "Enumerable":
                return new SequenceDraft(OriginOf(call));
            case "GetBytes"
                when IsOfEncoding(method) && call.Arguments is [{ Value: { } text }] && Project(text) is ScalarDraft { IsNull: false } known:
                return new ScalarDraft(OriginOf(call), Convert.ToBase64String(Encoding.UTF8.GetBytes(known.Text)), ScalarStyle.Quoted);
            case "FromBase64String" when method.ContainingType is { Name: "Convert", ContainingNamespace.Name: "System" }
                && call.Arguments is [{ Value: { } text }] && Project(text) is ScalarDraft known:
                return At(known, call);
            default:
                return ProjectHelper(call, method);
        }
    }

    private SequenceDraft Join(IOperation call, IOperation list, IOperation more, bool isItem)
    {
        var joined = new SequenceDraft(OriginOf(call));
        joined.Append(Project(list));
        if (isItem)
            joined.Items.Add(Project(more));
        else
            joined.Append(Project(more));
        return joined;
    }

    /// <summary>The arguments, those of a parameter array one by one.</summary>
    private static IOperation[] ItemsOf(IInvocationOperation call) =>
        [.. call.Arguments.SelectMany(a => a.ArgumentKind == ArgumentKind.Explicit ? [a.Value] : a.Value switch
        {
            IArrayCreationOperation { Initializer: { } items } => items.ElementValues,
            // Parameters may be spans, too.
            IConversionOperation { Operand: ICollectionExpressionOperation collection } => collection.Elements,
            ICollectionExpressionOperation collection => collection.Elements,
            _ => [a.Value],
        })];

    /// <summary>Whether a method is one of an encoding of texts: random bytes, and those of numbers, are got by the same name.</summary>
    private static bool IsOfEncoding(IMethodSymbol method)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
            if (type is { Name: "Encoding", ContainingNamespace: { Name: "Text", ContainingNamespace.Name: "System" } })
                return true;
        return false;
    }

    /// <summary>The parts of a formatted text; null where the format is not known.</summary>
    private IEnumerable<TextPart>? FormattedParts(IOperation[] items)
    {
        int at = items.Length > 0 && !IsText(items[0]) ? 1 : 0;
        if (at >= items.Length
            || !IsText(items[at])
            || Project(items[at]) is not ScalarDraft { IsNull: false, Text: var format }
            || FormatPart.Read(format) is not { } parts)
            return null;
        return parts.Select(part => part.Argument < 0 ? new TextPart(null, format.Substring(part.Start, part.Length))
            : new TextPart(part.IsPlain && at + 1 + part.Argument < items.Length ? items[at + 1 + part.Argument] : null));
    }

    private static bool IsText(IOperation part) => part.Type?.SpecialType == SpecialType.System_String;

    private static string Combine(string folder, string name) => name.StartsWith("/", StringComparison.Ordinal) ? name : $"{folder.TrimEnd('/')}/{name}";

    private static string Fold(string method, string text) => method switch
    {
        "Trim" => text.Trim(),
        "ToLowerInvariant" or "ToLower" => text.ToLowerInvariant(),
        "ToUpperInvariant" or "ToUpper" => text.ToUpperInvariant(),
        _ => text,
    };

    /// <summary>A helper method of this compilation that returns one expression: that expression, with the arguments of the call.</summary>
    private Draft ProjectHelper(IInvocationOperation call, IMethodSymbol method)
    {
        Consumed.Add(call.Syntax);
        if (IsHelper
            || method.IsVirtual
            || method.IsAbstract
            || method.IsOverride
            || method.IsAsync
            || method.DeclaringSyntaxReferences is not [var declaration])
            return Unknown(call);
        if (!IsRelevant(method.ReturnType)
            || BodyOf(declaration.GetSyntax(cancellation)) is not { } body
            || SingleResult(body) is not { } result
            || !open.Add(method))
            return Unknown(call);
        var arguments = new Dictionary<ISymbol, Draft>(SymbolEqualityComparer.Default);
        foreach (IArgumentOperation argument in call.Arguments)
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { RefKind: RefKind.None, IsParams: false } parameter, Value: { } value })
            {
                Draft given = Project(value);
                given.IsApart = true;
                arguments[parameter.OriginalDefinition] = given;
            }
        BodyFacts helper = body == result ? BodyFacts.None : projection.FactsOf(body, cancellation);
        IOperation? operation = helper.Blocks.SelectMany(b => b.DescendantsAndSelf())
            .FirstOrDefault(o => o.Syntax == result && !o.IsImplicit)
            ?? projection.OperationOf(result, cancellation);
        Draft draft = operation is null
            ? Unknown(call)
            : new Projector(projection, helper, arm, cancellation)
            {
                IsHelper = true,
                Arguments = arguments,
                Partials = Partials
            }.Project(operation);
        open.Remove(method);
        return At(draft, call);
    }

    private static bool IsRelevant(ITypeSymbol type) =>
        DocumentTypes.ModelOf(type) is not null || DocumentTypes.IsList(type) || type.SpecialType is SpecialType.System_String or SpecialType.System_Boolean;

    private static SyntaxNode? BodyOf(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression,
        LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody?.Expression,
        _ => null,
    };

    private static SyntaxNode? SingleResult(SyntaxNode body)
    {
        if (body is ExpressionSyntax)
            return body;
        ReturnStatementSyntax[] returns = [.. body.DescendantNodes(n =>
            n is not (LambdaExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>()
            .Take(2)];
        return returns is [{ Expression: { } result }] ? result : null;
    }
}
