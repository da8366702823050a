using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.Reach;

/// <summary>Reads the heads of a file's declarations: of types and their members, without what is in bodies.</summary>
internal sealed class DeclaredNames
{
    private static readonly ConditionalWeakTable<SyntaxTree, IReadOnlyList<Declaration>> ByTree = new();

    /// <summary>Members that the language calls without their name: those who have an object of the type come to them.</summary>
    private static readonly HashSet<string> Unnamed = new(StringComparer.Ordinal)
    {
        "Add", "Deconstruct", "GetEnumerator", "GetAsyncEnumerator", "Current", "GetAwaiter", "GetResult", "Slice", "Create",
        "Select", "SelectMany", "Where", "Join", "GroupJoin", "GroupBy", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Cast",
    };

    private readonly List<Declaration> found = [];

    private DeclaredNames()
    {
    }

    /// <summary>The declarations of a file that others come to.</summary>
    public static IReadOnlyList<Declaration> Of(SyntaxTree tree) => ByTree.GetValue(tree, Read);

    private static IReadOnlyList<Declaration> Read(SyntaxTree tree)
    {
        var names = new DeclaredNames();
        if (tree.GetRoot() is not CompilationUnitSyntax unit)
            return names.found;
        foreach (UsingDirectiveSyntax directive in unit.Usings)
            if (directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
                names.found.Add(new Declaration(
                    directive.Alias is { Name.Identifier.ValueText: var alias } ? [NameSet.NumberOf(alias)] : [],
                    HeadOf(directive.NamespaceOrType),
                    IsEverywhere: directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword)));
        names.AddMembers(unit.Members, null, isOpen: false);
        return names.found;
    }

    /// <param name="members">The members.</param>
    /// <param name="type">The name of the type that they are members of; null for none.</param>
    /// <param name="isOpen">Whether another file may hold a part of the type, which sees private members.</param>
    private void AddMembers(SyntaxList<MemberDeclarationSyntax> members, string? type, bool isOpen)
    {
        foreach (MemberDeclarationSyntax member in members)
            if (member is BaseNamespaceDeclarationSyntax space)
                AddMembers(space.Members, null, isOpen: false);
            else if (member is TypeDeclarationSyntax inner)
                AddType(inner, type, isOpen);
            else if (isOpen || type is null || !IsPrivate(member))
                AddMember(member, type ?? "");
    }

    private void AddType(TypeDeclarationSyntax type, string? around, bool isOpen)
    {
        // A block of extensions has no name; its members are called on what they extend.
        string name = type.Identifier.ValueText is { Length: > 0 } own ? own : around ?? "";
        string[] values = [.. type.ParameterList?.Parameters.Select(p => p.Identifier.ValueText) ?? []];
        Add([name, .. values], [type.TypeParameterList, type.ParameterList, type.BaseList, .. type.ConstraintClauses]);
        AddMembers(type.Members, name, isOpen || type.Modifiers.Any(SyntaxKind.PartialKeyword) || type is InterfaceDeclarationSyntax);
    }

    private void AddMember(MemberDeclarationSyntax member, string type)
    {
        switch (member)
        {
            case MethodDeclarationSyntax method:
                Add(
                    [.. NamesOf(method.Identifier, type), .. ExtendedBy(method)],
                    [method.ReturnType, method.ParameterList, .. method.ConstraintClauses]);
                break;
            case PropertyDeclarationSyntax property:
                Add(NamesOf(property.Identifier, type), [property.Type]);
                break;
            case EventDeclarationSyntax declared:
                Add([declared.Identifier.ValueText], [declared.Type]);
                break;
            case BaseFieldDeclarationSyntax { Declaration: var fields }:
                Add([.. fields.Variables.Select(v => v.Identifier.ValueText)], [fields.Type]);
                break;
            case DelegateDeclarationSyntax declared:
                Add([declared.Identifier.ValueText], [declared.ReturnType, declared.ParameterList, .. declared.ConstraintClauses]);
                break;
            case BaseMethodDeclarationSyntax method:
                Add([type], [method.ParameterList, (method as OperatorDeclarationSyntax)?.ReturnType, (method as ConversionOperatorDeclarationSyntax)?.Type]);
                break;
            case IndexerDeclarationSyntax indexer:
                Add([type], [indexer.Type, indexer.ParameterList]);
                break;
        }
    }

    private void Add(IReadOnlyList<string> names, IReadOnlyList<SyntaxNode?> head)
    {
        int[] numbers = [.. head.SelectMany(HeadOf)];
        if (numbers.Length > 0)
            found.Add(new Declaration([.. names.Select(NameSet.NumberOf)], numbers));
    }

    private static string[] NamesOf(SyntaxToken name, string type) => Unnamed.Contains(name.ValueText) ? [name.ValueText, type] : [name.ValueText];

    /// <summary>What an extension extends that the language calls without its name.</summary>
    private static IEnumerable<string> ExtendedBy(MethodDeclarationSyntax method) =>
        Unnamed.Contains(method.Identifier.ValueText) && method.ParameterList.Parameters.FirstOrDefault() is { Type: { } type } first
        && first.Modifiers.Any(SyntaxKind.ThisKeyword)
            ? type.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText)
            : [];

    private static int[] HeadOf(SyntaxNode? node) =>
        node is null ? [] : [.. node.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => NameSet.NumberOf(t.ValueText))];

    private static bool IsPrivate(MemberDeclarationSyntax member) =>
        !member.Modifiers.Any(m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword);
}
