using System.Globalization;
using ContainerSecurity.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSecurity.Analyzers.Projection;

/// <summary>Turns operations into drafts of document nodes: the shape of what the code builds, as far as the code says it.</summary>
/// <param name="projection">What all bodies share.</param>
/// <param name="facts">What the body does with its variables.</param>
/// <param name="arm">Which arm of conditional expressions is taken, from 0; those with fewer arms give their last.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed partial class Projector(ProjectionContext projection, BodyFacts facts, int arm, CancellationToken cancellation)
{
    private const int MaxDepth = 48;
    private readonly HashSet<ISymbol> open = new(SymbolEqualityComparer.Default);
    private int depth;

    /// <summary>The most arms that a conditional expression had: so many drafts are needed to see each arm once.</summary>
    public int Arms { get; private set; } = 1;

    /// <summary>The syntax of the creations and changes that became part of a draft, so that nobody judges them a second time.</summary>
    public HashSet<SyntaxNode> Consumed { get; } = [];

    /// <summary>What the arguments of a helper method's call are, by its parameters.</summary>
    private Dictionary<ISymbol, Draft>? Arguments { get; init; }

    /// <summary>The texts of which only parts are known, and that are judged by these parts.</summary>
    public List<ScalarDraft> Partials { get; private init; } = [];

    /// <summary>Whether this projects a member that another one calls; such a one looks no further.</summary>
    private bool IsHelper { get; init; }

    public Draft Project(IOperation operation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (++depth > MaxDepth)
        {
            depth--;
            return Unknown(operation);
        }
        Draft draft = ProjectConstant(operation) ?? ProjectOther(operation);
        depth--;
        return draft;
    }

    private Draft ProjectOther(IOperation operation) => operation switch
    {
        IConversionOperation conversion => Project(conversion.Operand),
        IParenthesizedOperation parenthesized => Project(parenthesized.Operand),
        IDefaultValueOperation => ScalarDraft.Null(OriginOf(operation)),
        IConditionalOperation or ISwitchExpressionOperation or ICoalesceOperation => ProjectArms(operation),
        IInterpolatedStringOperation interpolated => ProjectText(operation, PartsOf(interpolated)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
            ProjectText(operation, [new(sum.LeftOperand), new(sum.RightOperand)]),
        IObjectCreationOperation creation => ProjectCreation(creation),
        IWithOperation with => ProjectWith(with),
        IAnonymousObjectCreationOperation anonymous => ProjectAnonymous(anonymous),
        IArrayCreationOperation array => ProjectArray(array),
        ICollectionExpressionOperation collection => ProjectItems(collection, collection.Elements),
        ISimpleAssignmentOperation assignment => Project(assignment.Value),
        ILocalReferenceOperation local => ProjectLocal(local),
        IFieldReferenceOperation field => ProjectMember(field, field.Field),
        IPropertyReferenceOperation { Arguments.Length: 0 } property => ProjectMember(property, property.Property),
        IParameterReferenceOperation parameter when Arguments?.TryGetValue(parameter.Parameter, out Draft? given) == true => given,
        IInvocationOperation call => ProjectCall(call),
        _ => Unknown(operation),
    };

    private ScalarDraft? ProjectConstant(IOperation operation)
    {
        if (!operation.ConstantValue.HasValue)
            return null;
        object? value = operation.ConstantValue.Value;
        Origin origin = OriginOf(operation);
        return value switch
        {
            null => ScalarDraft.Null(origin),
            string text => new ScalarDraft(origin, text, ScalarStyle.Quoted),
            bool flag => new ScalarDraft(origin, flag ? "true" : "false", ScalarStyle.Plain),
            char letter => new ScalarDraft(origin, letter.ToString(), ScalarStyle.Quoted),
            IFormattable when operation.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } type =>
                new ScalarDraft(origin, NameOf(type, value), ScalarStyle.Quoted),
            IFormattable number => new ScalarDraft(origin, number.ToString(null, CultureInfo.InvariantCulture), ScalarStyle.Plain),
            _ => null,
        };
    }

    /// <summary>An enum's value as it is written in documents: by its attribute, else by its name.</summary>
    private static string NameOf(INamedTypeSymbol type, object value)
    {
        foreach (ISymbol member in type.GetMembers())
            if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, value))
                return field.GetAttributes().FirstOrDefault(a =>
                    a.AttributeClass?.Name is "EnumMemberAttribute")?.NamedArguments is [{ Value.Value: string name }, ..]
                    ? name
                    : field.Name;
        return value.ToString();
    }

    private Draft ProjectArms(IOperation operation)
    {
        var arms = new List<IOperation>();
        CollectArms(operation, arms);
        if (arms.Count == 0)
            return Unknown(operation);
        Arms = Math.Max(Arms, arms.Count);
        return Project(arms[Math.Min(arm, arms.Count - 1)]);
    }

    private static void CollectArms(IOperation? operation, List<IOperation> arms)
    {
        switch (operation)
        {
            case null or IThrowOperation:
                break;
            case IConversionOperation conversion:
                CollectArms(conversion.Operand, arms);
                break;
            case IConditionalOperation { Condition.ConstantValue: { HasValue: true, Value: bool isTrue } } settled:
                CollectArms(isTrue ? settled.WhenTrue : settled.WhenFalse, arms);
                break;
            case IConditionalOperation conditional:
                CollectArms(conditional.WhenTrue, arms);
                CollectArms(conditional.WhenFalse, arms);
                break;
            case ICoalesceOperation coalesce:
                CollectArms(coalesce.Value, arms);
                CollectArms(coalesce.WhenNull, arms);
                break;
            case ISwitchExpressionOperation choice:
                foreach (ISwitchExpressionArmOperation choiceArm in choice.Arms)
                    CollectArms(choiceArm.Value, arms);
                break;
            default:
                arms.Add(operation);
                break;
        }
    }

    private static IEnumerable<TextPart> PartsOf(IInterpolatedStringOperation interpolated) =>
        interpolated.Parts.Select(part => new TextPart(part switch
        {
            IInterpolatedStringTextOperation text => text.Text,
            IInterpolationOperation { Alignment: null, FormatString: null } hole => hole.Expression,
            _ => null,
        }));

    /// <summary>A text in parts is known where every part is.</summary>
    private Draft ProjectText(IOperation operation, IEnumerable<TextPart> parts)
    {
        string text = "";
        string? start = null, end = "";
        foreach (TextPart part in parts)
            switch (part.Value is null ? null : Project(part.Value))
            {
                case null when part.Words is { } words:
                    text += words;
                    end += words;
                    break;
                case ScalarDraft known:
                    text += known.IsNull ? "" : known.Text;
                    end += known.IsNull ? "" : known.Text;
                    break;
                case PartialDraft partial:
                    start ??= text + partial.Start;
                    text += partial.Guess().Text;
                    end = partial.End;
                    break;
                default:
                    start ??= text;
                    text += part.Value is null ? "x" : PartialTexts.NameOf(part.Value);
                    end = "";
                    break;
            }
        return start is null ? new ScalarDraft(OriginOf(operation), text, ScalarStyle.Quoted) : new PartialDraft(OriginOf(operation), text, start, end);
    }

    private UnknownDraft Unknown(IOperation operation) => new(OriginOf(operation));

    private Origin OriginOf(IOperation operation) => projection.Sources.OriginOf(operation.Syntax);
}
