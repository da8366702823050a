using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>
/// Adds properties to an object's initialiser in the manner in which it is written: on one line or on lines of their own, with the types' names or without.
/// Text is only inserted, so that everything else stays as it is.
/// </summary>
/// <param name="model">The document's meaning.</param>
/// <param name="outer">The creation that is changed.</param>
internal sealed class InitializerWriter(SemanticModel model, BaseObjectCreationExpressionSyntax outer)
{
    private readonly List<TextChange> insertions = [];
    private readonly SourceText source = outer.SyntaxTree.GetText();
    private readonly bool hasCollectionExpressions = outer.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp12 };
    private readonly string newLine = outer.SyntaxTree.GetText().ToString().Contains("\r\n") ? "\r\n" : "\n";

    /// <summary>The properties that have been written.</summary>
    public HashSet<string> Written { get; } = new(StringComparer.Ordinal);

    /// <summary>The creation with the properties that it lacks; null where it lacks none that can be written.</summary>
    public ExpressionSyntax? With(ITypeSymbol type, params Setting[] settings)
    {
        insertions.Clear();
        Written.Clear();
        Add(outer, type, settings);
        if (insertions.Count == 0)
            return null;
        var text = new StringBuilder();
        int done = outer.SpanStart;
        // What is inserted at one place stands in the order in which it was.
        foreach (TextChange insertion in insertions.OrderBy(i => i.Span.Start))
        {
            text.Append(source.ToString(TextSpan.FromBounds(done, insertion.Span.Start))).Append(insertion.NewText);
            done = insertion.Span.Start;
        }
        text.Append(source.ToString(TextSpan.FromBounds(done, outer.Span.End)));
        return SyntaxFactory.ParseExpression(text.ToString()).WithTriviaFrom(outer);
    }

    private void Add(BaseObjectCreationExpressionSyntax creation, ITypeSymbol type, IReadOnlyList<Setting> settings)
    {
        var missing = new List<(Setting, ITypeSymbol)>();
        foreach (Setting setting in settings)
            if (PropertyOf(type, setting.Property) is not { } property)
                continue;
            else if (Find(creation.Initializer, setting.Property) is not { } present)
                missing.Add((setting, property.Type));
            else if (setting.Parts.Count > 0 && present.Right is BaseObjectCreationExpressionSyntax part)
                Add(part, property.Type, setting.Parts);
            else if (setting is { IsItem: true, Value: { } item })
                AddItem(setting.Property, present.Right, item);
        if (missing.Count > 0)
            Append(creation, missing);
    }

    private void Append(BaseObjectCreationExpressionSyntax creation, List<(Setting, ITypeSymbol)> members)
    {
        if (creation.Initializer is not { } initializer)
        {
            Insert(creation.Span.End, $" {{ {string.Join(", ", members.Select(m => Member(m, null)))} }}");
            return;
        }
        SyntaxToken last = initializer.CloseBraceToken.GetPreviousToken();
        bool isEmpty = last == initializer.OpenBraceToken;
        bool hasComma = last.IsKind(SyntaxKind.CommaToken);
        if (LineOf(initializer.OpenBraceToken.SpanStart) == LineOf(initializer.CloseBraceToken.SpanStart))
        {
            string before = isEmpty || hasComma ? " " : ", ";
            string after = hasComma ? "," : isEmpty && last.TrailingTrivia.Count == 0 ? " " : "";
            Insert(last.Span.End, before + string.Join(", ", members.Select(m => Member(m, null))) + after);
            return;
        }
        var manner = new InitializerManner(initializer, source, newLine);
        if (!isEmpty && !hasComma)
            Insert(last.Span.End, ",");
        Insert(
            EndOf(last),
            string.Join(",", members.Select(m => $"{newLine}{manner.Indent}{Member(m, manner)}")) + (isEmpty || hasComma ? "," : ""));
    }

    /// <summary>The end of a member with the comments behind it, which stay with it.</summary>
    private static int EndOf(SyntaxToken last) =>
        last.TrailingTrivia.LastOrDefault(
            t => t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia) is { RawKind: not 0 } comment
            ? comment.Span.End
            : last.Span.End;

    /// <summary>Writes a member.</summary>
    /// <param name="member">The member and its type.</param>
    /// <param name="manner">How objects are laid out; null where the whole is on one line.</param>
    private string Member((Setting Setting, ITypeSymbol Type) member, InitializerManner? manner)
    {
        (Setting setting, ITypeSymbol type) = member;
        Written.Add(setting.Property);
        if (setting.Value is { } value)
            return $"{setting.Property} = {(!setting.IsItem ? value : hasCollectionExpressions ? $"[{value}]" : $"new[] {{ {value} }}")}";
        var parts = new List<(Setting, ITypeSymbol)>();
        foreach (Setting part in setting.Parts)
            if (PropertyOf(type, part.Property) is { } property)
                parts.Add((part, property.Type));
        string creation = outer is ImplicitObjectCreationExpressionSyntax
            ? "new()"
            : $"new {type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, outer.SpanStart)}";
        return manner is null || parts.Count == 1
            ? $"{setting.Property} = {creation} {{ {string.Join(", ", parts.Select(p => Member(p, null)))} }}"
            : $"{setting.Property} = {creation}{manner.Braced(parts.Select(p => Member(p, manner.Inner)))}";
    }

    /// <summary>Puts an item at the start of a list that is written out and does not hold it.</summary>
    private void AddItem(string property, ExpressionSyntax list, string item)
    {
        SyntaxNode? items = list switch
        {
            CollectionExpressionSyntax => list,
            BaseObjectCreationExpressionSyntax creation => creation.Initializer,
            ArrayCreationExpressionSyntax array => array.Initializer,
            ImplicitArrayCreationExpressionSyntax array => array.Initializer,
            _ => null,
        };
        if (items is null || items.DescendantTokens().Any(t => t.ValueText.StartsWith(item.Trim('"'), StringComparison.Ordinal)))
            return;
        Written.Add(property);
        SyntaxToken first = items.GetFirstToken().GetNextToken();
        Insert(first.SpanStart, first == items.GetLastToken() ? items is CollectionExpressionSyntax ? item : item + " " : item + ", ");
    }

    private void Insert(int position, string text) => insertions.Add(new TextChange(new TextSpan(position, 0), text));

    private int LineOf(int position) => source.Lines.GetLineFromPosition(position).LineNumber;

    private static AssignmentExpressionSyntax? Find(InitializerExpressionSyntax? initializer, string property) =>
        initializer?.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(a =>
            a.Left is IdentifierNameSyntax name && name.Identifier.ValueText == property);

    private static IPropertySymbol? PropertyOf(ITypeSymbol? type, string name)
    {
        for (; type is not null; type = type.BaseType)
            if (type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
                return property;
        return null;
    }
}
