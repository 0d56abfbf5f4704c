#include "CPoseidon2.h"

// Words stand for elements modulo p = 2^64 - 2^32 + 1 but need not be below p.

typedef unsigned __int128 wide;

static const uint64_t epsilon = 0xFFFFFFFFull;

static const uint64_t external_constants[96] = {
    0xD70193D17AB3B7D6ull, 0xA2C3662A78A9162Bull, 0x7A9FDA827556AD44ull, 0xE8D5501818C99643ull,
    0x4C7A8FCED4D5FD38ull, 0x55AB38985C0C513Dull, 0x28A17BD016210B0Bull, 0x8F8277679EC32FA8ull,
    0x768B3C3D68A460E9ull, 0x872A022EB559D941ull, 0xD1316DD4B3B97973ull, 0xA7B608E578321000ull,
    0x3FA02C87B0BEE026ull, 0x7A38F0022E13C31Eull, 0x00C054F3C5E8D20Dull, 0x439F50F4BCA7242Full,
    0x4D0938AA57CD517Full, 0xB2E03AC5FB6B9A7Dull, 0xE29D1F4237BEDCA8ull, 0x05B7C844BC99B848ull,
    0x91CC0B73F34E17EDull, 0x876E4427694BD755ull, 0x67002AE0725C612Dull, 0x05351F20E0B6315Full,
    0x2E3B9EF5457EB60Bull, 0xD9AC17618C3783DDull, 0x0807528AD8874BCFull, 0xC78D546A455D2A0Eull,
    0xF8B930C81E2481F0ull, 0x712707D8DFF3B041ull, 0xDCB8C0AA0B9D34C3ull, 0x9BADDBDF2EE3A468ull,
    0x2DD16D50C5176C78ull, 0x89EAC5CFBC075CD3ull, 0x2A741DEA181587F3ull, 0x1A4D6AA85A113D84ull,
    0x4D736286A2387E34ull, 0x8BAD5DFC4FCB3EE3ull, 0x84FBD03ADB77C56Aull, 0x8D5CDD1A23EC53A2ull,
    0x036F08F08FFF28ECull, 0xB717A3F4DBDFB443ull, 0x58A074B5509D645Cull, 0xF92BF834E4B87718ull,
    0x1541C3A0BAA5AC4Bull, 0x22149E6783E67692ull, 0x9BE8B5D9E112476Full, 0x41E0969F62BABB76ull,
    0xBC585AD3B9443DBBull, 0xF28DD3206975CBB1ull, 0xDD8815E53CA045E0ull, 0xDE82C416B9E701BAull,
    0xC5CB875233AFA025ull, 0x7212697CD897FFA9ull, 0x67844790AA63CFD7ull, 0xDC0B9CFA97FE65C3ull,
    0xE8FE091869A82070ull, 0x62902BB2E413C6D1ull, 0x29F9F5001FB84F57ull, 0xBE1014796EF5F8BEull,
    0x71FEB53E9BDBA19Cull, 0x251054F592EBB71Cull, 0xE1A57643A4BB284Bull, 0xA4BA6F87A45B739Bull,
    0x2C1FCADE0B958C49ull, 0xBBB424CDA9A3E360ull, 0x2CA647354C5F3F54ull, 0xC9277B64D152E084ull,
    0xDBC9AC97445EFF17ull, 0x6F6CDF3198969F70ull, 0x1DE29D14FA76D8F1ull, 0x73337458A8CC1D19ull,
    0xB87E775E2FB3AB23ull, 0xF166A1C7A565C80Bull, 0xB24BE06F426C747Full, 0xC281E8C49482CE00ull,
    0x51974C3B3B726C2Dull, 0x87444CF8CAF7D619ull, 0x7C362F827A580CEDull, 0x9567AF14667647A0ull,
    0xCBF0473CBEC54E37ull, 0xE3209DEDEFF4F620ull, 0xD43AD94E45A4C4EEull, 0x976981EE73F41768ull,
    0xEF707A224E207258ull, 0x2FC779E10E6362EEull, 0x29B5EE60AD8C891Full, 0x96B37B39D8BFD667ull,
    0x877DF68A8B22E733ull, 0x5C41746F562C8D9Full, 0x0C9D76751052B71Aull, 0xFB3465341BF1C087ull,
    0xA0D14DC614D15EB1ull, 0xDC27D17136906FA6ull, 0x482E163B05EC397Full, 0x0273A462992366EFull};

static const uint64_t internal_constants[22] = {
    0xA571418D95897B60ull, 0x8F32676574FCF6D3ull, 0x731102D4E3FB1BBEull, 0x0330F08328A82D2Bull,
    0x7F0449B6557F785Dull, 0x62F06210658DCBCBull, 0xD5A98AF9F89C458Bull, 0x77EC69083A346385ull,
    0xEF7CA48BBC27F890ull, 0x53E9652F61EAC532ull, 0xA71C634ABFF4F0CCull, 0xB16F5F0D7E28EA29ull,
    0xC9DDE31D0A003AB2ull, 0x2DDADF9775902533ull, 0xE4FA73FB16408B47ull, 0x90242EBC00D2EE59ull,
    0xBB02DFFD9F381982ull, 0xDEA328364C50907Cull, 0x1395D3B924857CF8ull, 0x7D3EAD0D5AEC04E6ull,
    0xC2F12BE3FED74668ull, 0x0BA3C338F8C3D285ull};

static const uint64_t diagonal[12] = {
    0xC3B6C08E23BA9300ull, 0xD84B5DE94A324FB6ull, 0x0D0C371C5B35B84Full, 0x7964F570E7188037ull,
    0x5DAF18BBD996604Bull, 0x6743BC47B9595257ull, 0x5528B9362C59BB70ull, 0xAC45E25B7127B68Bull,
    0xA2077D7DFBB606B5ull, 0xF3FAAC6FAEE378AEull, 0x0C6388B51545E883ull, 0xD27DBB6944917B60ull};

static inline uint64_t reduce(wide value) {
    uint64_t low = (uint64_t)value, high = (uint64_t)(value >> 64);
    uint64_t difference, sum;
    int borrow = __builtin_sub_overflow(low, high >> 32, &difference);
    uint64_t first = borrow ? difference - epsilon : difference;
    uint64_t middle = high & epsilon;
    int carry = __builtin_add_overflow(first, (middle << 32) - middle, &sum);
    return carry ? sum + epsilon : sum;
}

static inline uint64_t product(uint64_t left, uint64_t right) { return reduce((wide)left * right); }

static inline uint64_t loose_sum(uint64_t loose, uint64_t canonical) {
    uint64_t sum;
    int carry = __builtin_add_overflow(loose, canonical, &sum);
    return carry ? sum + epsilon : sum;
}

static inline uint64_t substitute(uint64_t word, uint64_t constant) {
    uint64_t input = loose_sum(word, constant);
    uint64_t square = product(input, input);
    return product(product(square, square), product(square, input));
}

static inline void external_matrix(uint64_t s[12]) {
    wide t[12];
    for (int i = 0; i < 12; i += 4) {
        wide a = s[i], b = s[i + 1], c = s[i + 2], d = s[i + 3];
        wide sum = a + b + c + d;
        t[i] = sum + a + 2 * b;
        t[i + 1] = sum + b + 2 * c;
        t[i + 2] = sum + c + 2 * d;
        t[i + 3] = sum + d + 2 * a;
    }
    for (int i = 0; i < 4; i++) {
        wide sum = t[i] + t[i + 4] + t[i + 8];
        for (int j = i; j < 12; j += 4) {
            wide value = t[j] + sum;
            uint64_t high = (uint64_t)(value >> 64);
            s[j] = loose_sum((uint64_t)value, (high << 32) - high);
        }
    }
}

void poseidon2_permute_c(uint64_t state[12]) {
    uint64_t s[12];
    for (int i = 0; i < 12; i++) s[i] = state[i];
    external_matrix(s);
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 12; i++) s[i] = substitute(s[i], external_constants[12 * round + i]);
        external_matrix(s);
    }
    for (int round = 0; round < 22; round++) {
        s[0] = substitute(s[0], internal_constants[round]);
        wide sum = 0;
        for (int i = 0; i < 12; i++) sum += s[i];
        for (int i = 0; i < 12; i++) s[i] = reduce((wide)s[i] * diagonal[i] + sum);
    }
    for (int round = 4; round < 8; round++) {
        for (int i = 0; i < 12; i++) s[i] = substitute(s[i], external_constants[12 * round + i]);
        external_matrix(s);
    }
    for (int i = 0; i < 12; i++) state[i] = s[i] >= 0xFFFFFFFF00000001ull ? s[i] - 0xFFFFFFFF00000001ull : s[i];
}
