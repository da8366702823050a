namespace ContainerSecurity.Secrets.Shapes;

/// <summary>How common pairs of neighbouring letters are in the words of programmers.</summary>
internal static class LetterCommonness
{
    /// <summary>
    /// A digit for each pair, row by row: 5 is what chance gives, each step is the factor 2^(1/1.2). Counted over the
    /// distinct words of the documentation of some
    /// sixty .NET packages. Of words of eight letters and more, one in a hundred is below chance; of
    /// twelve random letters, one in a hundred above.
    /// </summary>
    private const string Commonness =
        "05650250502767050768321330" +
        "60127000650810710452800040" +
        "70417006505520810537500020" +
        "72359301700633630464511040" +
        "52673431200557243876133510" +
        "70107500800501810645500030" +
        "52439254600446420664611020" +
        "80328200700142820645320020" +
        "54655440000558740467040104" +
        "40209010300113620183610000" +
        "52339321800345330374432030" +
        "72358200801701730245531060" +
        "76309000700351670241410000" +
        "61676471501233630278440020" +
        "34551330203669460755654000" +
        "70338002500700760747500000" +
        "01210100100050010114900000" +
        "71448340703254730566531050" +
        "51528205702222650278602050" +
        "61428306800222640755411050" +
        "54536240500767260767000000" +
        "80009000800001500021000000" +
        "70117007800326720752002000" +
        "50727301700252370319100310" +
        "53545341501468581465032003" +
        "70009000500000300000300040";

    private const int Letters = 26;

    /// <summary>The digit of a pair that is as common in words as chance makes it.</summary>
    private const int Chance = 5;

    private const double BitsPerStep = 1 / 1.2;

    private static readonly double[] Factors = [.. Enumerable.Range(-Chance, 10).Select(steps => Math.Pow(2, steps * BitsPerStep))];

    /// <summary>
    /// How many bits speak for words rather than for random letters where two letters stand side by side; negative
    /// where they speak against it.
    /// </summary>
    /// <param name="first">The index of the first letter in the alphabet.</param>
    /// <param name="second">The index of the second.</param>
    public static double BitsOf(int first, int second) => StepsOf(first, second) * BitsPerStep;

    /// <summary>How many times likelier words make it than chance does.</summary>
    public static double FactorOf(int first, int second) => Factors[StepsOf(first, second) + Chance];

    private static int StepsOf(int first, int second) => Commonness[first * Letters + second] - '0' - Chance;
}
