using System.Globalization;
using System.Text;
using ContainerSecurity.Secrets.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>Finds keys that code writes as arrays of bytes: <c>aes.Key = new byte[] { 0x1f, … }</c>.</summary>
internal static class KeyBytes
{
    private const int Shortest = 16;

    private const int Longest = 512;

    /// <summary>How many different bytes a key has at least; tables and counters have few or go up.</summary>
    private const int LeastDifferent = 8;

    /// <summary>Types with a key that encrypts or signs.</summary>
    private static readonly HashSet<string> KeyedTypes = new(StringComparer.Ordinal)
    {
        "SymmetricAlgorithm", "KeyedHashAlgorithm", "SymmetricSecurityKey", "AesGcm", "AesCcm", "ChaCha20Poly1305",
    };

    /// <summary>The bytes of a key as hexadecimal digits, with the name of what takes them; null where an array is none.</summary>
    public static (string Digits, string Taker)? Find(ExpressionSyntax array, SemanticModel model, CancellationToken cancellation)
    {
        if (CountOf(array) is < Shortest or > Longest || ElementsOf(array) is not { } elements || Digits(elements) is not { } digits)
            return null;
        return TakerOf(array, model, cancellation) is { } taker ? (digits, taker) : null;
    }

    /// <summary>Whether a text becomes the key of what encrypts or signs: <c>aes.Key = Encoding.UTF8.GetBytes("…")</c>.</summary>
    public static bool IsKeyOf(ExpressionSyntax text, SemanticModel model, CancellationToken cancellation) =>
        text.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment
        && model.GetSymbolInfo(assignment.Left, cancellation).Symbol is IPropertySymbol { Name: "Key" } property
        && IsKeyed(property.ContainingType);

    private static int CountOf(ExpressionSyntax array) => array switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.Count,
        ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => initializer.Expressions.Count,
        InitializerExpressionSyntax initializer => initializer.Expressions.Count,
        CollectionExpressionSyntax collection => collection.Elements.Count,
        _ => 0,
    };

    private static ExpressionSyntax[]? ElementsOf(ExpressionSyntax array) => array switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => [.. initializer.Expressions],
        ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => [.. initializer.Expressions],
        InitializerExpressionSyntax { Parent: EqualsValueClauseSyntax } initializer => [.. initializer.Expressions],
        CollectionExpressionSyntax { Elements: var parts } when parts.All(p => p is ExpressionElementSyntax) =>
            [.. parts.Select(p => ((ExpressionElementSyntax)p).Expression)],
        _ => null,
    };

    private static string? Digits(ExpressionSyntax[] elements)
    {
        var digits = new StringBuilder(elements.Length * 2);
        var different = new HashSet<int>();
        int rising = 0;
        int before = -1;
        foreach (ExpressionSyntax element in elements)
        {
            ExpressionSyntax inner = element is CastExpressionSyntax cast ? cast.Expression : element;
            if (inner is not LiteralExpressionSyntax { Token.Value: int and >= 0 and <= 255 and var value })
                return null;
            digits.Append(value.ToString("x2", CultureInfo.InvariantCulture));
            different.Add(value);
            rising += value == before + 1 ? 1 : 0;
            before = value;
        }
        return different.Count >= LeastDifferent && rising * 2 < elements.Length ? digits.ToString() : null;
    }

    private static string? TakerOf(ExpressionSyntax array, SemanticModel model, CancellationToken cancellation)
    {
        if (array.Parent is ArgumentSyntax argument)
        {
            CallParameter? parameter = CallParameter.Find(argument, model, cancellation);
            return parameter is not null && IsKey(parameter.Name) && IsKeyed(parameter.Owner) ? parameter.Name : null;
        }
        if (ValueTarget.Of(array)?.Name is not { } name)
            return null;
        if (SecretName.KindOf(name) == SecretNameKind.Token)
            return name;
        return array.Parent is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax left }
            && IsKey(name)
            && IsKeyed(model.GetTypeInfo(left.Expression, cancellation).Type)
            ? name
            : null;
    }

    private static bool IsKey(string name) => name is "key" or "Key" or "rgbKey";

    private static bool IsKeyed(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (KeyedTypes.Contains(type.Name))
                return true;
        return false;
    }
}
