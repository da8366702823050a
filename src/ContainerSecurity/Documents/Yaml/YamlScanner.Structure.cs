namespace ContainerSecurity.Documents.Yaml;

/// <summary>Indentation, flow collections, and keys that show only by the colon behind them.</summary>
internal sealed partial class YamlScanner
{
    private const int LongestKey = 1024;
    private int[] indents = new int[16];
    private int indentCount;
    private int indent = -1;
    private PossibleKey[] keys = new PossibleKey[8];
    private int flowLevel;
    private bool simpleKeyAllowed = true;

    /// <summary>The offset of the innermost bracket that is open, or -1.</summary>
    public int OpenBracket => flowLevel > 0 ? keys[flowLevel].Bracket : -1;

    private bool MayStillBecomeKey(ref YamlToken token)
    {
        if (token.KeyLevel < 0)
            return false;
        ref PossibleKey key = ref keys[token.KeyLevel];
        return key.IsPossible && key.Token == headNumber && IsStillValid(ref key);
    }

    /// <summary>Whether a colon here could still make the text a key: on the line where it began, and not more than 1,024 characters behind.</summary>
    private bool IsStillValid(ref PossibleKey key)
    {
        if (!key.IsPossible)
            return false;
        if (key.LineStart == lineStart && (position - key.Start <= LongestKey || CharactersSince(key.Start) <= LongestKey))
            return true;
        if (key.IsRequired)
            throw LacksColon(key);
        key.IsPossible = false;
        return false;
    }

    private int CharactersSince(int start)
    {
        int count = 0;
        for (int i = start; i < position && count <= LongestKey; i++)
            if (!char.IsLowSurrogate(text[i]))
                count++;
        return count;
    }

    /// <summary>Remembers that the token that comes next may begin a key.</summary>
    private void SaveKey(out int level)
    {
        level = -1;
        if (!simpleKeyAllowed)
            return;
        DropKey();
        level = flowLevel;
        ref PossibleKey key = ref keys[level];
        key.IsPossible = true;
        key.IsRequired = flowLevel == 0 && indent == Column;
        key.Token = headNumber + (tail - head);
        key.Start = position;
        key.LineStart = lineStart;
    }

    private void DropKey()
    {
        ref PossibleKey key = ref keys[flowLevel];
        if (key.IsPossible && key.IsRequired)
            throw LacksColon(key);
        key.IsPossible = false;
    }

    private void OpenFlow(YamlTokenKind kind)
    {
        SaveKey(out int level);
        if (++flowLevel == keys.Length)
            Array.Resize(ref keys, keys.Length * 2);
        keys[flowLevel] = new PossibleKey { Bracket = position };
        simpleKeyAllowed = true;
        Append(kind, 1).KeyLevel = level;
    }

    private void CloseFlow(YamlTokenKind kind)
    {
        DropKey();
        if (flowLevel > 0)
            flowLevel--;
        simpleKeyAllowed = false;
        Append(kind, 1);
    }

    private void FetchBlockEntry()
    {
        bool opens = false;
        if (flowLevel == 0)
        {
            if (!simpleKeyAllowed)
                throw MisplacedEntry();
            opens = OpenBlock(Column);
        }
        DropKey();
        simpleKeyAllowed = true;
        Append(YamlTokenKind.BlockEntry, 1).OpensSequence = opens;
    }

    private void FetchKey()
    {
        bool opens = false;
        if (flowLevel == 0)
        {
            if (!simpleKeyAllowed)
                throw MisplacedKey();
            opens = OpenBlock(Column);
        }
        DropKey();
        simpleKeyAllowed = flowLevel == 0;
        Append(YamlTokenKind.Key, 1).OpensMapping = opens;
    }

    private void FetchValue()
    {
        ref PossibleKey key = ref keys[flowLevel];
        bool opens = false;
        if (IsStillValid(ref key))
        {
            ref YamlToken first = ref tokens[head + key.Token - headNumber];
            first.IsKey = true;
            first.OpensMapping = flowLevel == 0 && OpenBlock(key.Start - key.LineStart);
            key.IsPossible = false;
            simpleKeyAllowed = false;
        }
        else
        {
            if (flowLevel == 0)
            {
                if (!simpleKeyAllowed)
                    throw MisplacedValue();
                opens = OpenBlock(Column);
            }
            simpleKeyAllowed = flowLevel == 0;
        }
        Append(YamlTokenKind.Value, 1).OpensMapping = opens;
    }

    /// <summary>Begins a block collection at a column, where that lies deeper than the one around it.</summary>
    private bool OpenBlock(int column)
    {
        if (indent >= column)
            return false;
        if (indentCount == indents.Length)
            Array.Resize(ref indents, indentCount * 2);
        indents[indentCount++] = indent;
        indent = column;
        return true;
    }

    /// <summary>Ends the block collections that lie deeper than a column. Flow collections know no indentation.</summary>
    private void CloseBlocks(int column)
    {
        if (flowLevel > 0)
            return;
        for (; indent > column; indent = indents[--indentCount])
            Append(YamlTokenKind.BlockEnd);
    }

    private struct PossibleKey
    {
        public bool IsPossible;

        /// <summary>Whether nothing but a key can stand there: it stands at the column of the keys before it.</summary>
        public bool IsRequired;
        public int Token;
        public int Start;
        public int LineStart;

        /// <summary>Where the bracket of this level stands.</summary>
        public int Bracket;
    }
}
