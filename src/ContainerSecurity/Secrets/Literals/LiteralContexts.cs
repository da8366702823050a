using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Literals;

/// <summary>
/// The literals that code and settings give to a name, or compare it with, otherwise than by a plain assignment, one
/// after the other: behind the name, as arguments of a call of it, before the name.
/// </summary>
internal ref struct LiteralContexts(string text, NamedValue name, int end)
{
    private enum Place
    {
        Behind,
        Arguments,
        Before,
        None,
    }

    private Place place;
    private LiteralArguments arguments;
    private bool isPair;

    /// <summary>The current literal.</summary>
    public Literal Current { get; private set; }

    /// <summary>What the context says of the literal, beyond the name.</summary>
    public SecretNameKind Kind { get; private set; }

    /// <summary>Goes on to the next literal. Returns whether there is one.</summary>
    public bool MoveNext(ref TextWalk walk)
    {
        Literal literal = default;
        Kind = SecretNameKind.Other;
        while (place != Place.None)
        {
            bool isRead = place switch
            {
                Place.Behind => TryReadBehind(ref walk, out literal),
                Place.Arguments => TryReadArgument(ref walk, out literal),
                _ => LiteralBefore.TryRead(text, name.NameStart, ref walk, out literal),
            };
            if (!isRead || place != Place.Arguments || !isPair)
                place++;
            Current = literal;
            if (isRead)
                return true;
        }
        return false;
    }

    /// <summary>A call's arguments are looked at next; else what stands behind the name is read.</summary>
    private bool TryReadBehind(ref TextWalk walk, out Literal literal)
    {
        literal = default;
        int open = name.NameEnd;
        if (open + 1 >= end || text[open] != '(' || text[open + 1] == ')')
            return new LiteralBehind(text, name.NameStart, name.NameEnd, end).TryRead(ref walk, out literal);
        arguments = new LiteralArguments(text, open + 1, end);
        int member = CallName.MemberStart(text, name.NameStart, open);
        if (member > name.NameStart && CallName.IsOfValue(text, member, open) && SecretName.KindOf(text, name.NameStart, member - 1) != SecretNameKind.Other)
            return arguments.TryRead(0, ref walk, out literal);
        if (text[open + 1] is not (')' or ';') && CallName.TakesCredential(text, name.NameStart, open, out isPair))
            return false;
        place = Place.Arguments;
        return false;
    }

    /// <summary>The only argument, or the first; of those that take a user first, the ones behind it.</summary>
    private bool TryReadArgument(ref TextWalk walk, out Literal literal)
    {
        const int Most = 4;
        literal = default;
        if (arguments.Index < 0)
        {
            if (!isPair)
                return LiteralReader.TryRead(text, name.NameEnd + 1, end, ref walk, out literal);
            if (!arguments.MoveNext(ref walk))
                return false;
            if (!arguments.HasMore)
            {
                isPair = false;
                return LiteralReader.TryRead(text, arguments.Start, end, ref walk, out literal);
            }
        }
        while (isPair && arguments.Index < Most && arguments.MoveNext(ref walk))
        {
            if (!LiteralReader.TryRead(text, arguments.Start, end, ref walk, out literal) || IsOfDomain(literal))
                continue;
            Kind = SecretNameKind.Password;
            return true;
        }
        return false;
    }

    /// <summary>A user of a domain, <c>domain\user</c>, stands before the password.</summary>
    private readonly bool IsOfDomain(Literal literal) =>
        arguments.HasMore && text.IndexOf('\\', literal.Start, literal.Length) > literal.Start;
}
