import { expect, test } from 'vitest';
import { encryptPush } from './encrypt-push.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');

test('[B7] the example of RFC 8291 comes out byte for byte', () => {
	const body = encryptPush(
		Buffer.from('When I grow up, I want to be a watermelon'),
		{
			p256dh: bytes(
				'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
			),
			auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
		},
		{
			salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
			privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
			padTo: 0,
		},
	);
	expect(body.toString('base64url')).toBe(
		'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
	);
});

test('[B7] a short text and a long one have one length; what no push service carries is an error', () => {
	const keys = {
		p256dh: bytes('BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'),
		auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
	};
	expect(encryptPush(Buffer.from('a'), keys)).toHaveLength(
		encryptPush(Buffer.alloc(1_000, 'a'), keys).length,
	);
	expect(() => encryptPush(Buffer.alloc(4_000), keys)).toThrow('too long');
	expect(() => encryptPush(Buffer.from('a'), { ...keys, p256dh: Buffer.alloc(65, 4) })).toThrow();
});
