using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>Finds the configuration that code can read where it stands.</summary>
internal static class ConfigurationInScope
{
    /// <summary>The expression that gives the configuration, such as <c>builder.Configuration</c>; null where there is none.</summary>
    public static string? Find(SemanticModel model, ExpressionSyntax place)
    {
        bool isStatic = model.GetEnclosingSymbol(place.SpanStart) is { IsStatic: true };
        foreach (ISymbol symbol in model.LookupSymbols(place.SpanStart).OrderBy(Distance).ThenBy(s => s.Name, StringComparer.Ordinal))
            if (IsUsable(symbol, place, isStatic) && TypeOf(symbol) is { } type)
            {
                if (IsConfiguration(type))
                    return symbol.Name;
                if (type.GetMembers("Configuration")
                    .Concat(type.AllInterfaces.SelectMany(i => i.GetMembers("Configuration")))
                    .OfType<IPropertySymbol>()
                    .Any(p => IsConfiguration(p.Type)))
                    return symbol.Name + ".Configuration";
            }
        return null;
    }

    /// <summary>A variable is used after its declaration only, a member of the object only where there is one.</summary>
    private static bool IsUsable(ISymbol symbol, ExpressionSyntax place, bool isStatic) => symbol switch
    {
        ILocalSymbol local => local.Locations.Any(l =>
            l.SourceTree == place.SyntaxTree && l.SourceSpan.End < place.FirstAncestorOrSelf<StatementSyntax>()?.SpanStart),
        IParameterSymbol => true,
        IFieldSymbol or IPropertySymbol => symbol.IsStatic || (!isStatic && place.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is not null),
        _ => false,
    };

    private static int Distance(ISymbol symbol) => symbol switch { ILocalSymbol => 0, IParameterSymbol => 1, _ => 2 };

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol { IsIndexer: false } property => property.Type,
        _ => null,
    };

    private static bool IsConfiguration(ITypeSymbol type) => IsConfigurationItself(type) || type.AllInterfaces.Any(IsConfigurationItself);

    private static bool IsConfigurationItself(ITypeSymbol type) =>
        type.Name == "IConfiguration" && type.ContainingNamespace?.ToDisplayString() == "Microsoft.Extensions.Configuration";
}
