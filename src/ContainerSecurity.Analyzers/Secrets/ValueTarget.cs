using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>What a value in code is given to, as far as the syntax tells: a name, or a place among the arguments of a call.</summary>
/// <param name="Name">The name, such as that of a variable, a member or a key; null where only the parameter of a call can tell.</param>
/// <param name="Argument">The argument that the value is; null where it is none.</param>
internal readonly record struct ValueTarget(string? Name, ArgumentSyntax? Argument = null)
{
    private const int MostSteps = 24;

    /// <summary>Methods and types that give their first argument back in another form.</summary>
    private static readonly HashSet<string> Carriers = new(StringComparer.Ordinal)
    {
        "GetBytes", "FromBase64String", "FromHexString", "ToBase64String", "Uri", "String", "UrlEncode",
        "EscapeDataString", "Decode", "DecodeBytes", "StringContent", "ReadOnlyMemory",
    };

    /// <summary>Methods that give what they are called on back in another form.</summary>
    private static readonly HashSet<string> Conversions = new(StringComparer.Ordinal) { "ToArray", "ToCharArray", "AsSpan", "AsMemory", "Trim", "ToString" };

    /// <summary>Calls whose first argument names their second.</summary>
    private static readonly HashSet<string> Pairs = new(StringComparer.Ordinal)
    {
        "Add", "TryAdd", "Set", "SetEnvironmentVariable", "SetValue", "SetItem", "TryAddWithoutValidation",
        "AddHeader", "AddOrUpdate", "AddOrUpdateParameter", "AddParameter", "AddQueryParameter", "AddDefaultHeader",
        "AddWithValue", "WithEnvironment", "WithHeader",
        "WithEnvironmentVariable", "UseSetting", "KeyValuePair", "SetParameter", "SetQueryParam", "WithBuildArgument",
        "SetSecret", "SetSecretAsync", "Append", "Insert", "Put", "PutString", "SetString", "AddInMemory",
        "WithOAuthBearerToken", "Create", "AddOption", "AddBuildArg", "KeyVaultSecret", "StringSetAsync", "StringSet",
        "UpsertSetting", "EnvironmentVariable",
    };

    /// <summary>Finds what an expression's value is given to; null where that is nothing with a name.</summary>
    public static ValueTarget? Of(ExpressionSyntax value)
    {
        ExpressionSyntax at = value;
        string? fallback = null;
        for (int i = 0; i < MostSteps; i++)
        {
            if (PassedOn(at, ref fallback) is { } next)
                at = next;
            else
                return Direct(at) is { } direct && (fallback is null || CodeName.KindOf(fallback) == CodeNameKind.Other || direct.IsTelling) ? direct
                    : fallback is null ? null
                    : new ValueTarget(fallback);
        }
        return null;
    }

    private bool IsTelling => Name is null || CodeName.KindOf(Name) != CodeNameKind.Other;

    /// <summary>The name that the left side of an assignment, or a side of a comparison, has.</summary>
    public static string? NameOf(SyntaxNode? expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax access => NameOf(access.WhenNotNull),
        ElementAccessExpressionSyntax element => KeyOf(element.ArgumentList.Arguments),
        ElementBindingExpressionSyntax element => KeyOf(element.ArgumentList.Arguments),
        ImplicitElementAccessSyntax element => KeyOf(element.ArgumentList.Arguments),
        InvocationExpressionSyntax call => KeyOf(call.ArgumentList.Arguments),
        ParenthesizedExpressionSyntax parenthesized => NameOf(parenthesized.Expression),
        CastExpressionSyntax cast => NameOf(cast.Expression),
        PostfixUnaryExpressionSyntax postfix => NameOf(postfix.Operand),
        DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax variable } => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
        _ => null,
    };

    /// <summary>The simple name of what is called or made; null for a <c>new()</c> without one.</summary>
    public static string? CalleeOf(SyntaxNode? call) => call switch
    {
        InvocationExpressionSyntax { Expression: var called } => SimpleName(called),
        ObjectCreationExpressionSyntax { Type: var type } => SimpleName(type),
        ImplicitObjectCreationExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Type: var type } } } =>
            SimpleName(type),
        ImplicitObjectCreationExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax { Type: var type } } } => SimpleName(type),
        PrimaryConstructorBaseTypeSyntax { Type: var type } => SimpleName(type),
        _ => null,
    };

    /// <summary>The text of a literal, or the name of a constant, that is a key.</summary>
    public static string? KeyOf(ExpressionSyntax? key) => key switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => text,
        IdentifierNameSyntax or MemberAccessExpressionSyntax => WithoutKind(NameOf(key)!),
        _ => null,
    };

    /// <summary>A constant <c>PasswordKey</c> is the key of a password.</summary>
    private static string WithoutKind(string name) =>
        name.EndsWith("Key", StringComparison.Ordinal) && CodeName.KindOf(name) == CodeNameKind.Other ? name.Substring(0, name.Length - "Key".Length)
        : name.EndsWith("Name", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Name".Length)
        : name;

    private static string? KeyOf(SeparatedSyntaxList<ArgumentSyntax> arguments) =>
        arguments.Count > 0
        && arguments[arguments.Count - 1].Expression is LiteralExpressionSyntax
            or IdentifierNameSyntax
            or MemberAccessExpressionSyntax
            ? KeyOf(arguments[arguments.Count - 1].Expression)
            : null;

    private static string? SimpleName(SyntaxNode name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
        NullableTypeSyntax nullable => SimpleName(nullable.ElementType),
        _ => null,
    };

    /// <summary>The expression around that has the same value, or one of it in another form.</summary>
    private static ExpressionSyntax? PassedOn(ExpressionSyntax at, ref string? fallback)
    {
        switch (at.Parent)
        {
            case ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax or CheckedExpressionSyntax:
                return (ExpressionSyntax)at.Parent;
            case ConditionalExpressionSyntax conditional when conditional.Condition != at:
                return conditional;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce:
                fallback ??= coalesce.Right == at ? NameOf(coalesce.Left) : null;
                return coalesce;
            case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } arm when arm.Expression == at:
                return choice;
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } member
                when member.Expression == at && Conversions.Contains(member.Name.Identifier.ValueText):
                return call;
            case ArgumentSyntax { Parent.Parent: ExpressionSyntax call, NameColon: null } argument when IsCarrier(call, argument):
                return call;
            default:
                return null;
        }
    }

    private static bool IsCarrier(ExpressionSyntax call, ArgumentSyntax argument) =>
        CalleeOf(call) is { } callee && Carriers.Contains(callee) && (argument.Parent as ArgumentListSyntax)?.Arguments[0] == argument;

    private static ValueTarget? Direct(ExpressionSyntax at)
    {
        switch (at.Parent)
        {
            case EqualsValueClauseSyntax initial:
                return Owner(initial, at);
            case ArrowExpressionClauseSyntax or ReturnStatementSyntax:
                return Member(at.Parent) is { } member ? new ValueTarget(member) : null;
            case AssignmentExpressionSyntax assignment
                when assignment.Right == at
                    && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) | assignment.IsKind(
                        SyntaxKind.CoalesceAssignmentExpression):
                return Named(NameOf(assignment.Left) is var assigned
                        && assigned == "Data"
                        && CalleeOf(assignment.Parent?.Parent) is "SwarmSecretSpec" or "SecretSpec"
                    ? "SecretData"
                    : assigned);
            case ArgumentSyntax argument:
                return OfArgument(argument);
            case AttributeArgumentSyntax argument:
                return Named(argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText);
            case AnonymousObjectMemberDeclaratorSyntax part:
                return Named(part.NameEquals?.Name.Identifier.ValueText);
            case InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression, Expressions: { Count: 2 } pair }
                when pair[1] == at:
                return Named(KeyOf(pair[0]));
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison:
                return Named(NameOf(comparison.Left == at ? comparison.Right : comparison.Left));
            case ConstantPatternSyntax or CaseSwitchLabelSyntax:
                return Named(ComparedValue.NameOf(at));
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == at:
                return OfReceiver(access.Name.Identifier.ValueText, call);
            default:
                return null;
        }
    }

    private static ValueTarget? Named(string? name) => name is null ? null : new ValueTarget(name);

    private static ValueTarget? Owner(EqualsValueClauseSyntax initial, ExpressionSyntax value) => initial.Parent switch
    {
        VariableDeclaratorSyntax { Identifier.ValueText: var name } => new ValueTarget(name),
        PropertyDeclarationSyntax { Identifier.ValueText: var name } => new ValueTarget(name),
        ParameterSyntax { Identifier.ValueText: var name } => new ValueTarget(name),
        _ => null,
    };

    /// <summary>The property, or the method called after what it gets, whose value an expression is.</summary>
    private static string? Member(SyntaxNode at)
    {
        for (SyntaxNode? node = at.Parent; node is not null; node = node.Parent)
            switch (node)
            {
                case PropertyDeclarationSyntax property:
                    return property.Identifier.ValueText;
                case MethodDeclarationSyntax method:
                    return Got(method.Identifier.ValueText);
                case LocalFunctionStatementSyntax function:
                    return Got(function.Identifier.ValueText);
                case AnonymousFunctionExpressionSyntax or BaseMethodDeclarationSyntax or TypeDeclarationSyntax:
                    return null;
            }
        return null;
    }

    private static string? Got(string method) => method.StartsWith("Get", StringComparison.Ordinal) ? method.Substring("Get".Length) : null;

    private static ValueTarget? OfArgument(ArgumentSyntax argument)
    {
        if (argument.Parent is TupleExpressionSyntax tuple)
            return Named(argument.NameColon?.Name.Identifier.ValueText ?? ElementName(tuple, tuple.Arguments.IndexOf(argument)));
        if (argument.Parent is not ArgumentListSyntax list)
            return null;
        if (argument.NameColon is { Name.Identifier.ValueText: var name })
            return new ValueTarget(name == "value" ? NamedBeside(list) ?? NamedFirst(list) ?? name : CallParameter.IsLookup(name) ? null : name, argument);
        int index = list.Arguments.IndexOf(argument);
        // Of the types whose name is left out, those of two values are mostly pairs.
        if (list.Parent is ImplicitObjectCreationExpressionSyntax
            && list.Arguments.Count == 2
            && index == 1
            && list.Arguments[0].Expression is LiteralExpressionSyntax { Token.Value: string first }
            && argument.Expression is LiteralExpressionSyntax { Token.Value: string second }
            && CallParameter.LooksChosen(second))
            return new ValueTarget(first, argument);
        if (CalleeOf(list.Parent) is { } callee)
        {
            if (index > 0
                && Pairs.Contains(callee)
                && KeyOf(list.Arguments[index - 1].Expression) is { } key
                && list.Arguments[index - 1].Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" })
                return new ValueTarget(key, argument);
            if (ComparedValue.IsMethod(callee) && Compared(list, argument) is { } other)
                return new ValueTarget(other);
            if (list is { Arguments.Count: 1, Parent: InvocationExpressionSyntax } && CalledName.Of(callee) is { } taken)
                return new ValueTarget(taken, argument);
        }
        return new ValueTarget(null, argument);
    }

    /// <summary>The key that an argument <c>name:</c> or <c>key:</c> gives to the argument <c>value:</c>.</summary>
    private static string? NamedBeside(ArgumentListSyntax list) =>
        KeyOf(list.Arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText is "name" or "key")?.Expression);

    /// <summary>The key that a first argument without a name gives to the argument <c>value:</c>.</summary>
    private static string? NamedFirst(ArgumentListSyntax list) =>
        CalleeOf(list.Parent) is { } callee && Pairs.Contains(callee) && list.Arguments[0] is { NameColon: null, Expression: var first } ? KeyOf(first) : null;

    private static string? Compared(ArgumentListSyntax list, ArgumentSyntax argument)
    {
        foreach (ArgumentSyntax other in list.Arguments)
            if (other != argument && NameOf(other.Expression) is { } name && CodeName.KindOf(name) != CodeNameKind.Other)
                return name;
        return list.Parent switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } => NameOf(receiver),
            InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax, Parent: ConditionalAccessExpressionSyntax { Expression: var receiver } } =>
                NameOf(receiver),
            _ => null,
        };
    }

    /// <summary>The name that the element of a tuple has by the variables it is taken apart into, or by its declared type.</summary>
    private static string? ElementName(TupleExpressionSyntax tuple, int index) => tuple.Parent switch
    {
        AssignmentExpressionSyntax { Left: TupleExpressionSyntax left } assignment
            when assignment.Right == tuple && index < left.Arguments.Count =>
            NameOf(left.Arguments[index].Expression),
        AssignmentExpressionSyntax { Left: DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax left } }
            when index < left.Variables.Count =>
            NameOf(left.Variables[index]),
        EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Type: TupleTypeSyntax type } }
            when index < type.Elements.Count =>
            type.Elements[index].Identifier.ValueText,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax { Type: TupleTypeSyntax type } }
            when index < type.Elements.Count =>
            type.Elements[index].Identifier.ValueText,
        ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax { ReturnType: TupleTypeSyntax type } }
            when index < type.Elements.Count =>
            type.Elements[index].Identifier.ValueText,
        ReturnStatementSyntax statement
            when statement.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.ReturnType is TupleTypeSyntax type
                && index < type.Elements.Count =>
            type.Elements[index].Identifier.ValueText,
        _ => null,
    };

    private static ValueTarget? OfReceiver(string method, InvocationExpressionSyntax call) =>
        method is "Equals" or "CompareTo" ? Named(NameOf(call.ArgumentList.Arguments.FirstOrDefault()?.Expression))
        : method.IndexOf("SecureString", StringComparison.OrdinalIgnoreCase) >= 0 ? new ValueTarget("password")
        : null;
}
